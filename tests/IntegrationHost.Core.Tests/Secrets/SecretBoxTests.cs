using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Tests.Secrets;

public sealed class SecretBoxTests : IDisposable
{
    private const string Value = "mgb-0123456789abcdef";

    private readonly KeyRing ring = KeyRing.Create("7d9f1f4e-0000-0000-0000-000000000001");

    private SecretBox Box => new(ring);

    public void Dispose() => ring.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(SecretBox.MaxBytes)]
    public void Open_WhatWasSealed_GivesTheSameText(int length)
    {
        string value = new('k', length);
        using SecretText text = Box.Open(Place(), Box.Seal(Place(), value));
        Assert.Equal(value, new string(text.Reveal()));
    }

    [Fact]
    public void Open_TextBeyondAscii_GivesTheSameText()
    {
        const string Text = "pässwörd-鍵-🔑";
        using SecretText text = Box.Open(Place(), Box.Seal(Place(), Text));
        Assert.Equal(Text, new string(text.Reveal()));
    }

    [Fact]
    public void Seal_LongerThanTheLimit_IsRefused() => Assert.Throws<ArgumentException>(() => Box.Seal(Place(), new string('k', SecretBox.MaxBytes + 1)));

    [Fact]
    public void Seal_LengthsWithinOneStep_GiveTheSameSize() =>
        Assert.Single(Enumerable.Range(0, 61).Select(length => Box.Seal(Place(), new string('k', length)).Length).Distinct());

    [Fact]
    public void Seal_ManyTimes_RepeatsNoNonce()
    {
        const int Times = 20_000;
        HashSet<string> nonces = [.. Enumerable.Range(0, Times).Select(_ => Convert.ToHexString(Box.Seal(Place(), "k"), SecretBox.HeaderSize, 12))];
        Assert.Equal(Times, nonces.Count);
    }

    public static TheoryData<string> ChangedPlaces => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(ChangedPlaces))]
    public void Open_OnePartOfThePlaceChanged_IsRefused(string part)
    {
        byte[] envelope = Box.Seal(Place(), Value);
        Box.Open(Place(), envelope).Dispose();
        Assert.Throws<SecretDamagedException>(() => Box.Open(Changes[part], envelope));
    }

    [Fact]
    public void Open_ByAnotherRing_IsRefused()
    {
        using KeyRing sameVault = KeyRing.Create(ring.VaultId);
        using KeyRing sameKeys = KeyRing.FromBlob("7d9f1f4e-0000-0000-0000-000000000002", ring.Blob.ToArray())!;
        byte[] envelope = Box.Seal(Place(), Value);
        Assert.Throws<SecretDamagedException>(() => new SecretBox(sameVault).Open(Place(), envelope));
        Assert.Throws<SecretDamagedException>(() => new SecretBox(sameKeys).Open(Place(), envelope));
    }

    [Fact]
    public void Open_AnyBitFlipped_IsRefusedWithOneText()
    {
        byte[] envelope = Box.Seal(Place(), Value);
        HashSet<string> messages = [];
        for (int bit = 0; bit < envelope.Length * 8; bit++)
        {
            byte[] changed = [.. envelope];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            messages.Add(Assert.Throws<SecretDamagedException>(() => Box.Open(Place(), changed)).Message);
        }

        string message = Assert.Single(messages);
        Assert.DoesNotContain(Value, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnyTruncationOrExtension_IsRefused()
    {
        byte[] envelope = Box.Seal(Place(), Value);
        for (int length = 0; length < envelope.Length; length++)
        {
            Assert.Throws<SecretDamagedException>(() => Box.Open(Place(), envelope.AsSpan(0, length)));
            Assert.Throws<SecretDamagedException>(() => Box.Open(Place(), envelope.AsSpan(envelope.Length - length)));
        }

        Assert.Throws<SecretDamagedException>(() => Box.Open(Place(), [.. envelope, .. new byte[64]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P|mgb-plaintext")]
    [InlineData("mgb-plaintext")]
    public void Open_PlainText_IsRefused(string text) => Assert.Throws<SecretDamagedException>(() => Box.Open(Place(), Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Seal_ReadByTheFormatDescriptionAlone_GivesTheText()
    {
        SecretPlace place = Place();
        byte[] envelope = Box.Seal(place, Value);
        Assert.Equal([1, 1, 0, 0, 0, 1], envelope[..6]);

        Assert.True(ring.TryGetTerm(1, out ReadOnlySpan<byte> key));
        byte[] plaintext = new byte[envelope.Length - 34];
        using AesGcm cipher = new(key, 16);
        cipher.Decrypt(envelope.AsSpan(6, 12), envelope.AsSpan(18, plaintext.Length), envelope.AsSpan(envelope.Length - 16), plaintext, (byte[])
        [
            .. Prefixed("ih.secret.v1"), .. Prefixed(ring.VaultId), .. Prefixed(place.AccountId.ToString()), .. Prefixed(place.FieldKey),
            0, 0, 0, 0, 0, 0, 0, 7, .. SHA256.HashData(Encoding.UTF8.GetBytes(place.Policy.Text)), .. envelope[..6],
        ]);
        Assert.Equal(0, plaintext.Length % 64);
        int length = (int)BinaryPrimitives.ReadUInt32BigEndian(plaintext);
        Assert.Equal(Value, Encoding.UTF8.GetString(plaintext, 4, length));
        Assert.All(plaintext[(4 + length)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task SealAndOpen_SixtyFourThreadsOnOneBox_AllAgree()
    {
        SecretBox box = Box;
        int[] good = await Task.WhenAll(Enumerable.Range(0, 64).Select(thread => Task.Factory.StartNew(
            () => Enumerable.Range(0, 200).Count(round =>
            {
                SecretPlace place = Place() with { FieldKey = $"f{thread}", Version = round };
                string value = $"value-{thread}-{round}";
                using SecretText text = box.Open(place, box.Seal(place, value));
                return text.Reveal().SequenceEqual(value);
            }),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(64 * 200, good.Sum());
    }

    [Fact]
    public void Policy_OlderScheme_HasTheTextThatStoresAreSealedFor() =>
        Assert.Equal(
            """{"provider":"messenger","scheme":"https","host":"a.example","port":443,"hosts":["a.example"],"auth":{"scheme":"Header","name":"X-Key","value":"{token}","username":"","password":"","headers":[["X-Org","{org}"]]}}""",
            EgressPolicy.Create("messenger", new Uri("https://a.example"), ["a.example"], Auth, [new() { Id = "who", Method = "GET", Path = "/who" }]).Text);

    [Fact]
    public void Policy_EveryNewTextThatPlacesASecret_IsPartOfIt()
    {
        OAuth2Descriptor oauth = new() { Grant = OAuth2Grant.RefreshToken, TokenUrl = "https://a.example/token" };
        AssertionDescriptor assertion = new() { Issuer = "i", Audience = "a", PrivateKey = "{k}" };
        VaultDescriptor vault = new() { Method = VaultMethod.AppRole };
        AuthDescriptor[] all =
        [
            Auth,
            .. new[]
            {
                oauth, oauth with { Grant = OAuth2Grant.JwtBearer }, oauth with { TokenUrl = "/token" }, oauth with { ClientId = "{c}" }, oauth with { ClientSecret = "{c}" },
                oauth with { ClientAuthentication = ClientAuthentication.Basic }, oauth with { RefreshToken = "{c}" }, oauth with { TokenParameters = [new("x", "{c}")] },
                oauth with { BaseUrlFrom = "instance_url" }, oauth with { Authorization = new() { Url = "https://a.example/authorize" } },
                oauth with { Authorization = new() { Url = "https://a.example/authorize", DeviceUrl = "https://a.example/device" } },
                oauth with { Assertion = assertion }, oauth with { Assertion = assertion with { Issuer = "{c}" } }, oauth with { Assertion = assertion with { Subject = "{c}" } },
                oauth with { Assertion = assertion with { Audience = "{c}" } }, oauth with { Assertion = assertion with { PrivateKey = "{c}" } }, oauth with { Assertion = assertion with { KeyId = "{c}" } },
            }.Select(exchange => Auth with { OAuth2 = exchange }),
            .. new[] { vault, vault with { Method = VaultMethod.Token }, vault with { Token = "{c}" }, vault with { RoleId = "{c}" }, vault with { SecretId = "{c}" }, vault with { Role = "{c}" }, vault with { Jwt = "{c}" }, vault with { Mount = "m" }, vault with { Namespace = "{c}" } }
                .Select(login => Auth with { Vault = login }),
            Auth with { GitHubApp = new() { AppId = "1", InstallationId = "2", PrivateKey = "{k}" } },
            Auth with { GitHubApp = new() { AppId = "1", InstallationId = "2", PrivateKey = "{c}" } },
            Auth with { Mail = new() { Imap = "a.example:993" } },
            Auth with { Mail = new() { Smtp = "a.example:993" } },
        ];
        VerificationRequestDescriptor asked = new() { Id = "who", Method = "POST", Path = "/who", Body = new() { Text = "{token}" } };
        VerificationRequestDescriptor[] bodies =
        [
            asked, asked with { Method = "PUT" }, asked with { Path = "/whom" }, asked with { Server = "check" }, asked with { Body = new() { Text = "x" } },
            asked with { Body = new() { Json = "\"x\"" } }, asked with { Body = new() { Form = [new("x", "{token}")] } },
        ];
        string[] texts = [.. all.Select(auth => Policy(auth: auth).Text), .. bodies.Select(body => EgressPolicy.Create("messenger", new Uri("https://a.example"), ["a.example"], Auth, [body]).Text)];
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void Policy_HostsInAnotherOrder_IsTheSame() =>
        Assert.Equal(Policy(hosts: ["b.example", "a.example"]).Text, Policy(hosts: ["a.example", "B.example", "a.example"]).Text);

    private static readonly AuthDescriptor Auth = new() { Scheme = AuthScheme.Header, Name = "X-Key", Value = "{token}", Headers = [new("X-Org", "{org}")] };

    private static readonly Dictionary<string, SecretPlace> Changes = new()
    {
        ["account"] = Place() with { AccountId = Guid.Parse("00000000-0000-0000-0000-0000000000ff") },
        ["field"] = Place() with { FieldKey = "tokem" },
        ["version up"] = Place() with { Version = 8 },
        ["version down"] = Place() with { Version = 6 },
        ["provider"] = Place() with { Policy = Policy(provider: "ledger") },
        ["scheme"] = Place() with { Policy = Policy(baseUrl: "http://a.example:443") },
        ["host"] = Place() with { Policy = Policy(baseUrl: "https://evil.example") },
        ["port"] = Place() with { Policy = Policy(baseUrl: "https://a.example:8443") },
        ["one more host"] = Place() with { Policy = Policy(hosts: ["a.example", "evil.example"]) },
        ["one host less"] = Place() with { Policy = Policy(hosts: []) },
        ["auth scheme"] = Place() with { Policy = Policy(auth: Auth with { Scheme = AuthScheme.Query }) },
        ["auth name"] = Place() with { Policy = Policy(auth: Auth with { Name = "X-Other" }) },
        ["auth value"] = Place() with { Policy = Policy(auth: Auth with { Value = "{other}" }) },
        ["auth user"] = Place() with { Policy = Policy(auth: Auth with { Username = "u" }) },
        ["auth password"] = Place() with { Policy = Policy(auth: Auth with { Password = "{token}" }) },
        ["auth header"] = Place() with { Policy = Policy(auth: Auth with { Headers = [new("X-Org", "{token}")] }) },
    };

    private static SecretPlace Place() => new(Guid.Parse("00000000-0000-0000-0000-00000000000a"), "token", 7, Policy());

    private static EgressPolicy Policy(string provider = "messenger", string baseUrl = "https://a.example", string[]? hosts = null, AuthDescriptor? auth = null) =>
        EgressPolicy.Create(provider, new Uri(baseUrl), hosts ?? ["a.example"], auth ?? Auth);

    private static byte[] Prefixed(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [0, 0, 0, (byte)bytes.Length, .. bytes];
    }
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class RedactionTests
{
    private const string Odd = "p\"ä<ss>&w\\o/r d+1";

    public static TheoryData<string, string> Encodings()
    {
        var rows = new TheoryData<string, string>();
        foreach (string secret in (string[])[ChannelFixture.Secret, Odd])
        {
            byte[] raw = Encoding.UTF8.GetBytes(secret);
            rows.Add(secret, secret);
            rows.Add(secret, Uri.EscapeDataString(secret));
            rows.Add(secret, JsonSerializer.Serialize(secret));
            rows.Add(secret, System.Net.WebUtility.HtmlEncode(secret));
            rows.Add(secret, Convert.ToHexString(raw));
            rows.Add(secret, Convert.ToHexStringLower(raw));
            rows.Add(secret, Convert.ToBase64String(raw));
            rows.Add(secret, Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + secret)));
            rows.Add(secret, Convert.ToBase64String(Encoding.UTF8.GetBytes("ab:" + secret + ":tail")));
            rows.Add(secret, Convert.ToBase64String(Encoding.UTF8.GetBytes("a" + secret)).Replace('+', '-').Replace('/', '_'));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Redact_SecretInAnyUsualEncoding_IsTakenOut(string secret, string echo)
    {
        using var text = new SecretText(secret);
        using var redactor = new SecretRedactor([text]);

        string result = redactor.Redact($"before {echo} between {echo} after");

        Assert.StartsWith("before ", result, StringComparison.Ordinal);
        Assert.EndsWith(" after", result, StringComparison.Ordinal);
        Assert.Equal(2, result.Split("[redacted]").Length - 1);
        Assert.DoesNotContain(echo[4..^4], result, StringComparison.Ordinal);
    }

    [Fact]
    public void Redact_TextWithoutTheSecret_StaysTheSameBytes()
    {
        using var text = new SecretText(ChannelFixture.Secret);
        using var redactor = new SecretRedactor([text]);
        ReadOnlyMemory<byte> bytes = "{\"ok\":true}"u8.ToArray();

        Assert.Equal(bytes, redactor.Redact(bytes));
    }

    [Fact]
    public async Task SendAsync_ProviderEchoesTheKey_ThePluginNeverSeesIt()
    {
        ProviderResponse response = await EchoAsync(ChannelFixture.Bearer, secretFields: null);

        string everything = response.Text() + string.Concat(response.Headers.Values) + response.ContentType;
        Assert.DoesNotContain(ChannelFixture.Secret, everything, StringComparison.Ordinal);
        Assert.Equal("Invalid key [redacted]", JsonDocument.Parse(response.Body).RootElement.GetProperty("error").GetString());
        Assert.Equal("[redacted]", response.Headers["X-Echo"]);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("base64")]
    [InlineData("hex")]
    [InlineData("percent")]
    [InlineData("gzip")]
    public async Task SendAsync_EchoSplitOverChunks_IsTakenOutAllTheSame(string form)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        byte[] raw = Encoding.UTF8.GetBytes(ChannelFixture.Secret);
        string echo = form switch
        {
            "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + ChannelFixture.Secret)),
            "hex" => Convert.ToHexString(raw),
            "percent" => Uri.EscapeDataString(ChannelFixture.Secret),
            _ => ChannelFixture.Secret,
        };
        string rest = form == "base64" ? "dXNlcjp" : "";
        byte[] body = Encoding.UTF8.GetBytes($"{{\"error\":\"{echo}\"}}");
        if (form == "gzip")
            body = Gzip(body);
        int split = 0;
        await using LocalProvider provider = await LocalProvider.StartAsync(
            async context =>
            {
                context.Response.StatusCode = 401;
                if (form == "gzip")
                    context.Response.Headers.ContentEncoding = "gzip";
                await context.Response.Body.WriteAsync(body.AsMemory(0, split), cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
                await context.Response.Body.WriteAsync(body.AsMemory(split), cancellationToken);
            },
            cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential());

        for (split = 1; split < body.Length; split++)
            Assert.Equal($"{{\"error\":\"{rest}[redacted]\"}}", (await channel.SendAsync(ChannelFixture.Get, cancellationToken)).Text());

        Amount.Report($"T20: {body.Length - 1} places to split an echo as {form}, 0 hits");
    }

    [Fact]
    public async Task SendAsync_SessionCookie_IsNotHandedToThePlugin()
    {
        ProviderResponse response = await EchoAsync(ChannelFixture.Bearer, secretFields: null);

        Assert.False(response.Headers.ContainsKey("Set-Cookie"));
    }

    [Theory]
    [InlineData(false, "[redacted]")]
    [InlineData(true, "acct_123456789")]
    public async Task SendAsync_Identifier_StaysReadableOnlyIfTheKindSaysItIsNoSecret(bool named, string expected)
    {
        AuthDescriptor auth = ChannelFixture.Bearer with { Headers = [new("X-Account", "{accountId}")] };

        ProviderResponse response = await EchoAsync(auth, named ? ["apiKey"] : null);

        Assert.Equal(expected, JsonDocument.Parse(response.Body).RootElement.GetProperty("account").GetString());
        Assert.Equal("[redacted]", response.Headers["X-Echo"]);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var stream = new GZipStream(result, CompressionLevel.Fastest))
            stream.Write(bytes);
        return result.ToArray();
    }

    private static async Task<ProviderResponse> EchoAsync(AuthDescriptor auth, IReadOnlyList<string>? secretFields)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context =>
            {
                string key = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
                context.Response.StatusCode = 401;
                context.Response.Headers["X-Echo"] = key;
                context.Response.Headers.SetCookie = "session=abcdefgh";
                return context.Response.WriteAsJsonAsync(new { error = "Invalid key " + key, account = "acct_123456789" }, cancellationToken);
            },
            cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        ChannelTarget target = ChannelFixture.Target(provider, auth) with { SecretFields = secretFields };

        return await factory.Open(target, new FixedCredential(("apiKey", ChannelFixture.Secret), ("accountId", "acct_123456789"))).SendAsync(ChannelFixture.Get, cancellationToken);
    }
}

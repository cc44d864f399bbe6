using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;
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

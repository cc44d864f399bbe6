using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>Secrets of the provider's own in an answer are gone before anything sees it.</summary>
public sealed class SecretPathTests
{
    [Theory]
    [InlineData("auth_token", """{"sid":"AC1","auth_token":"s3cret-EXAMPLE","n":1}""", """{"sid":"AC1","auth_token":null,"n":1}""")]
    [InlineData("auth_token", """{ "a" : { "auth_token" : "s3cret-EXAMPLE" } }""", """{ "a" : { "auth_token" : "s3cret-EXAMPLE" } }""")]
    [InlineData("accounts[*].auth_token", """{"accounts":[{"auth_token":"s3cret-EXAMPLE"},{"x":1},{"auth_token":{"a":["s3cret-EXAMPLE"]}}]}""", """{"accounts":[{"auth_token":null},{"x":1},{"auth_token":null}]}""")]
    [InlineData("accounts.*.auth_token", """{"accounts":{"one":{"auth_token":"s3cret-EXAMPLE"}}}""", """{"accounts":{"one":{"auth_token":null}}}""")]
    [InlineData("[*].auth_token", """[{"auth_token":"s3cret-EXAMPLE"},[{"auth_token":"kept"}]]""", """[{"auth_token":null},[{"auth_token":"kept"}]]""")]
    [InlineData("auth_token", """{"auth_token":"s3cret-EXAMPLE","auth_token":"s3cret-EXAMPLE"}""", """{"auth_token":null,"auth_token":null}""")]
    [InlineData("auth_token", """{"auth\u005ftoken":"s3cret-EXAMPLE"}""", """{"auth\u005ftoken":null}""")]
    [InlineData("**.auth_token", """{"auth_token":"s3cret-EXAMPLE","a":[{"b":{"auth_token":"s3cret-EXAMPLE"}}]}""", """{"auth_token":null,"a":[{"b":{"auth_token":null}}]}""")]
    [InlineData("auth_token", "\uFEFF{\"auth_token\":\"s3cret-EXAMPLE\"}", "\uFEFF{\"auth_token\":null}")]
    public void Remove_ValueAtThePath_BecomesNull(string path, string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(SecretPathFilter.Remove(Encoding.UTF8.GetBytes(json), [path]).Span));

    [Theory]
    [InlineData("text/html", """{"auth_token":"s3cret-EXAMPLE"}""", "{\"auth_token\":null}")]
    [InlineData("application/json", "", "")]
    [InlineData("text/plain", "blocked", "blocked")]
    public async Task SendAsync_AnswerWithASecretOfTheProvider_ComesWithoutIt(string contentType, string body, string expected)
    {
        ProviderResponse response = await SendAsync(contentType, body);
        Assert.Equal(expected, response.Text());
    }

    [Theory]
    [InlineData("application/json", """{"auth_token":"s3cret-EXAMPLE" """)]
    [InlineData("text/plain", """{"auth_token":"s3cret-EXAMPLE"}{"auth_token":"s3cret-EXAMPLE"}""")]
    [InlineData("application/json", "'auth_token':'s3cret-EXAMPLE'")]
    public async Task SendAsync_AnswerInWhichSecretsCannotBeFound_IsNone(string contentType, string body)
    {
        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(contentType, body));
        Assert.Equal(ChannelErrorCodes.InvalidAnswer, error.Code);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ProviderResponse> SendAsync(string contentType, string body)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context =>
            {
                context.Response.ContentType = contentType;
                return context.Response.WriteAsync(body);
            },
            TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        ChannelTarget target = ChannelFixture.Target(provider) with { SecretPaths = ["auth_token", "accounts[*].auth_token"] };
        return await factory.Open(target, ChannelFixture.Credential()).SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken);
    }
}

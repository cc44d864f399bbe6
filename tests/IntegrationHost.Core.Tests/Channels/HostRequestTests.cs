using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>What only the host's smoke tests may ask for: bodies with values in them, and requests without the credential.</summary>
public sealed class HostRequestTests
{
    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("form", "application/x-www-form-urlencoded")]
    [InlineData("text", "text/plain; charset=utf-8")]
    public async Task SendAsync_BodyWithPlaceholders_IsFilledAndTheEchoIsCleaned(string form, string contentType)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(EchoAsync, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        var channel = (IHostChannel)factory.Open(Target(provider), Credential());
        RequestBodyDescriptor body = form switch
        {
            "json" => new() { Json = """{"tokenKey":"{apiKey}","deep":[{"who":"<{name}>","n":1.50,"on":true,"off":null}]}""" },
            "form" => new() { Form = [new("token", "{apiKey}"), new("who", "{name}")] },
            _ => new() { Text = "{name}={apiKey}" },
        };

        ProviderResponse response = await channel.SendAsync(
            new HostRequest(new ProviderRequest { Method = "POST", Path = "/info" }) { Body = body }, TestContext.Current.CancellationToken);

        RecordedRequest request = Assert.Single(provider.Requests);
        Assert.Equal(contentType, request.Headers["Content-Type"]);
        string escaped = Uri.EscapeDataString(ChannelFixture.Secret);
        switch (form)
        {
            case "json":
                using (var sent = JsonDocument.Parse(request.Body))
                {
                    Assert.Equal(ChannelFixture.Secret, sent.RootElement.GetProperty("tokenKey").GetString());
                    Assert.Equal("<Ann \"A\" & {apiKey}>", sent.RootElement.GetProperty("deep")[0].GetProperty("who").GetString());
                    Assert.Contains("\"n\":1.50,\"on\":true,\"off\":null", request.Body, StringComparison.Ordinal);
                }

                break;
            case "form":
                Assert.Equal($"token={escaped}&who=Ann%20%22A%22%20%26%20%7BapiKey%7D", request.Body);
                break;
            default:
                Assert.Equal($"Ann \"A\" & {{apiKey}}={ChannelFixture.Secret}", request.Body);
                break;
        }

        Assert.DoesNotContain(ChannelFixture.Secret, response.Text(), StringComparison.Ordinal);
        Assert.Contains("[redacted]", response.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_BodyNamesAFieldThatIsNotSet_IsNotSent()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(EchoAsync, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        var channel = (IHostChannel)factory.Open(Target(provider), ChannelFixture.Credential());
        HostRequest request = new(new ProviderRequest { Method = "POST", Path = "/info" }) { Body = new() { Text = "{name}" } };

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => channel.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(ChannelErrorCodes.MissingSecret, error.Code);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task SendAsync_WithoutCredential_CarriesNone()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(EchoAsync, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        var channel = (IHostChannel)factory.Open(Target(provider), Credential());

        await channel.SendAsync(new HostRequest(ChannelFixture.Get) { WithoutCredential = true }, TestContext.Current.CancellationToken);
        await channel.SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken);

        Assert.False(provider.Requests[0].Headers.ContainsKey("Authorization"));
        Assert.False(provider.Requests[0].Holds(ChannelFixture.Secret));
        Assert.True(provider.Requests[1].Holds(ChannelFixture.Secret));
    }

    private static Task EchoAsync(HttpContext context) => context.Response.WriteAsync(context.Request.Headers.Authorization.ToString());

    private static ChannelTarget Target(LocalProvider provider) => ChannelFixture.Target(provider) with { SecretFields = ["apiKey"] };

    private static FixedCredential Credential() => new(("apiKey", ChannelFixture.Secret), ("name", "Ann \"A\" & {apiKey}"));
}

using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.Channels.Hostile;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>T17: a redirect is an answer, wherever it leads and wherever the credential stands.</summary>
public sealed class RedirectTests
{
    private const string Token = "access-token-EXAMPLE";

    private static readonly int[] Statuses = [300, 301, 302, 303, 307, 308];

    // {sink} is another port of this machine, {port} that port.
    private static readonly string[] Locations =
    [
        "http://{sink}/steal", "https://{sink}/steal", "//{sink}/steal", "http://localhost:{port}/steal", "http://user:pass@{sink}/steal", "//user:pass@{sink}/steal",
        "http:\\\\{sink}\\steal", "\\\\{sink}\\steal", "HTTP://{sink}/steal?next=http://{sink}", "/elsewhere", "/thing", "elsewhere", "?x=1",
    ];

    [Theory]
    [InlineData("bearer")]
    [InlineData("header")]
    [InlineData("basic")]
    [InlineData("query")]
    [InlineData("extra")]
    [InlineData("body")]
    [InlineData("token")]
    public async Task SendAsync_Redirect_IsReturnedAndNobodyElseIsCalled(string placement)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using RawServer sink = RawServer.Sink();
        int status = 0;
        string location = "";
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context =>
            {
                if (context.Request.Path == "/token")
                    return context.Response.WriteAsJsonAsync(new { access_token = Token, token_type = "Bearer", expires_in = 3600 }, cancellationToken);
                context.Response.StatusCode = status;
                context.Response.Headers.Location = location;
                return Task.CompletedTask;
            },
            cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        var channel = (IHostChannel)factory.Open(ChannelFixture.Target(provider, Auth(placement)), ChannelFixture.Credential());
        HostRequest request = new(new ProviderRequest { Method = "POST", Path = "/thing" }) { Body = new() { Text = placement == "body" ? "key={apiKey}" : "x" } };

        int sent = 0;
        foreach (int redirect in Statuses)
        {
            foreach (string template in Locations)
            {
                status = redirect;
                location = Fill(template, sink);
                ProviderResponse response = await channel.SendAsync(request, cancellationToken);
                Assert.Equal(redirect, response.StatusCode);
                sent++;
            }
        }

        RecordedRequest[] calls = [.. provider.Requests.Where(call => call.Target != "/token")];
        Amount.Report($"T17: {sent} redirects with the credential as {placement}, {sink.Connections} connects elsewhere");
        Assert.Equal(sent, calls.Length);
        Assert.All(calls, call => Assert.True(call.Holds(placement == "token" ? Token : "4eC39") || placement == "basic"));
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task ExchangeAsync_TokenEndpointRedirects_TheCredentialStays()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using RawServer sink = RawServer.Sink();
        int sent = 0;
        foreach (int status in Statuses)
        {
            foreach (string location in Locations)
            {
                await using LocalProvider provider = await LocalProvider.StartAsync(
                    context =>
                    {
                        context.Response.StatusCode = status;
                        context.Response.Headers.Location = Fill(location, sink);
                        return Task.CompletedTask;
                    },
                    cancellationToken);
                using ProviderChannelFactory factory = ChannelFixture.Factory();

                ChannelException error = await ChannelFixture.FailsAsync(factory.Open(ChannelFixture.Target(provider, Auth("token")), ChannelFixture.Credential()), ChannelFixture.Get);

                Assert.Equal(ChannelErrorCodes.TokenRefused, error.Code);
                Assert.Equal("/token", Assert.Single(provider.Requests).Target);
                sent++;
            }
        }

        Amount.Report($"T17: {sent} redirects of a token endpoint, {sink.Connections} connects elsewhere");
        Assert.Equal(0, sink.Connections);
    }

    private static string Fill(string location, RawServer sink) => location
        .Replace("{sink}", sink.HostAndPort, StringComparison.Ordinal)
        .Replace("{port}", sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static AuthDescriptor Auth(string placement) => placement switch
    {
        "header" => new() { Scheme = AuthScheme.Header, Name = "X-Api-Key", Value = "{apiKey}" },
        "basic" => new() { Scheme = AuthScheme.Basic, Username = "{apiKey}", Password = "" },
        "query" => new() { Scheme = AuthScheme.Query, Name = "key", Value = "{apiKey}" },
        "extra" => ChannelFixture.Bearer with { Headers = [new("X-Second", "{apiKey}")] },
        "token" => new()
        {
            Scheme = AuthScheme.OAuth2,
            OAuth2 = new() { Grant = OAuth2Grant.ClientCredentials, TokenUrl = "/token", ClientId = "client-1", ClientSecret = "{apiKey}" },
        },
        _ => ChannelFixture.Bearer,
    };
}

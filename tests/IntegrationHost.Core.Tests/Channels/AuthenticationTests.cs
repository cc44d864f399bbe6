using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class AuthenticationTests
{
    private static readonly RequestDelegate Ok = context => context.Response.WriteAsJsonAsync(new { ok = true });

    [Fact]
    public async Task SendAsync_Bearer_PlacesTheKeyAndNamesTheHostProgram()
    {
        RecordedRequest sent = await SendAsync(ChannelFixture.Bearer, ChannelFixture.Credential());

        Assert.Equal("Bearer " + ChannelFixture.Secret, sent.Headers["Authorization"]);
        Assert.StartsWith("IntegrationHost/", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.False(sent.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task SendAsync_OwnHeader_PlacesTheKeyThere()
    {
        RecordedRequest sent = await SendAsync(new() { Scheme = AuthScheme.Header, Name = "X-Api-Key", Value = "key={apiKey}" }, ChannelFixture.Credential());

        Assert.Equal("key=" + ChannelFixture.Secret, sent.Headers["X-Api-Key"]);
        Assert.False(sent.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task SendAsync_Basic_JoinsUserAndPassword()
    {
        AuthDescriptor auth = new() { Scheme = AuthScheme.Basic, Username = "{sid}", Password = "{token}" };

        RecordedRequest sent = await SendAsync(auth, new FixedCredential(("sid", "AC1"), ("token", "pä:ss")));

        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC1:pä:ss")), sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task SendAsync_Query_AppendsTheKeyEncoded()
    {
        RecordedRequest sent = await SendAsync(new() { Scheme = AuthScheme.Query, Name = "key", Value = "{apiKey}" }, ChannelFixture.Credential());

        Assert.Equal("/thing?a=1%262&key=" + Uri.EscapeDataString(ChannelFixture.Secret), sent.Target);
    }

    [Fact]
    public async Task SendAsync_FurtherHeaders_AreLeftOutWithoutAValue()
    {
        AuthDescriptor auth = ChannelFixture.Bearer with { Headers = [new("X-Org", "{org}"), new("X-Project", "{project}"), new("X-Version", "7")] };

        RecordedRequest sent = await SendAsync(auth, new FixedCredential(("apiKey", "k"), ("org", "org-1"), ("project", "")));

        Assert.Equal("org-1", sent.Headers["X-Org"]);
        Assert.Equal("7", sent.Headers["X-Version"]);
        Assert.False(sent.Headers.ContainsKey("X-Project"));
    }

    [Fact]
    public async Task SendAsync_ValueThatLooksLikeAPlaceholder_IsNotExpandedAgain()
    {
        RecordedRequest sent = await SendAsync(ChannelFixture.Bearer, new FixedCredential(("apiKey", "{other}{apiKey}"), ("other", "leak")));

        Assert.Equal("Bearer {other}{apiKey}", sent.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task SendAsync_SecretNotSet_SaysSoAndSendsNothing(string? value)
    {
        (ChannelException error, int requests) = await FailAsync(value is null ? new FixedCredential() : new FixedCredential(("apiKey", value)));

        Assert.Equal(ChannelErrorCodes.MissingSecret, error.Code);
        Assert.Contains("apiKey", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    [Theory]
    [InlineData("good\r\nX-Injected: 1")]
    [InlineData("good\nevil")]
    [InlineData("good\0")]
    [InlineData("schlüssel")]
    public async Task SendAsync_ValueThatAHeaderCannotCarry_IsRefusedWithoutRepeatingIt(string value)
    {
        (ChannelException error, int requests) = await FailAsync(new FixedCredential(("apiKey", value)));

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
        Assert.DoesNotContain(value, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task SendAsync_AfterTheCall_TheValuesAreWiped()
    {
        FixedCredential credential = ChannelFixture.Credential();

        await SendAsync(ChannelFixture.Bearer, credential);

        Assert.NotEmpty(credential.HandedOut);
        Assert.All(credential.HandedOut, secret => Assert.Throws<ObjectDisposedException>(() => secret.Reveal().Length));
    }

    private static async Task<RecordedRequest> SendAsync(AuthDescriptor auth, ICredentialSource credential)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using LocalProvider provider = await LocalProvider.StartAsync(Ok, cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        ProviderRequest request = ChannelFixture.Get with { Query = auth.Scheme == AuthScheme.Query ? [new("a", "1&2")] : [] };

        ProviderResponse response = await factory.Open(ChannelFixture.Target(provider, auth), credential).SendAsync(request, cancellationToken);

        Assert.True(response.IsSuccess);
        return Assert.Single(provider.Requests);
    }

    private static async Task<(ChannelException Error, int Requests)> FailAsync(ICredentialSource credential)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(Ok, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();

        ChannelException error = await ChannelFixture.FailsAsync(factory.Open(ChannelFixture.Target(provider), credential), ChannelFixture.Get);

        return (error, provider.Requests.Count);
    }
}

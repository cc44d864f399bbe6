using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels.Tokens;

/// <summary>The ways to get a token, against a server that checks each; and what hostile ones try.</summary>
public sealed class ExchangeTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly OAuth2Descriptor Client = new()
    {
        Grant = OAuth2Grant.ClientCredentials,
        TokenUrl = "/token",
        ClientId = "{clientId}",
        ClientSecret = "{clientSecret}",
    };

    private static readonly Dictionary<string, string> ClientValues = new() { ["clientId"] = TokenVendor.ClientId, ["clientSecret"] = TokenVendor.ClientSecret };

    [Theory]
    [InlineData(ClientAuthentication.Body)]
    [InlineData(ClientAuthentication.Basic)]
    public async Task ClientCredentials_EitherWayOfSayingWhoOneIs_GetsAToken(ClientAuthentication authentication)
    {
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client with { ClientAuthentication = authentication }), ClientValues);
        ProviderResponse response = await host.CallAsync(host.AddHost());
        Assert.Equal(200, response.StatusCode);
        Assert.Contains("[redacted]", response.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("EXAMPLE", response.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task JwtBearer_KeyFileOfAServiceAccount_SignsAndGetsAToken(bool scopeClaim)
    {
        AssertionDescriptor assertion = new()
        {
            Issuer = "{keyFile.client_email}",
            Subject = "{personId}",
            Audience = "https://auth.lamps.example/token",
            PrivateKey = "{keyFile.private_key}",
            KeyId = "{keyFile.private_key_id}",
            ScopeClaim = scopeClaim,
        };
        OAuth2Descriptor oauth = new() { Grant = OAuth2Grant.JwtBearer, TokenUrl = "https://auth.lamps.example/token", Assertion = assertion, Scopes = ["lamps.read", "lamps.write"] };
        await using TokenVendor keys = await TokenVendor.StartAsync();
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(oauth), new() { ["keyFile"] = "{}", ["personId"] = "ann@lamps.example" });
        string file = JsonSerializer.Serialize(new { type = "service_account", client_email = "robot@lamps.example", private_key_id = "k1", private_key = host.Vendor.PrivateKey }, Indented);
        await host.Store.Accounts.ChangeAsync(host.Account.Id, new() { Fields = new Dictionary<string, string?> { ["keyFile"] = file } }, TestContext.Current.CancellationToken);

        Verdict verdict = await host.VerifyAsync(host.AddHost());

        Assert.Equal(VerdictKind.Valid, verdict.Kind);
        Assert.Equal(["lamps.read", "lamps.write"], verdict.Scopes);
        string other = file.Replace(JsonEncodedText.Encode(host.Vendor.PrivateKey).ToString(), JsonEncodedText.Encode(keys.PrivateKey).ToString(), StringComparison.Ordinal);
        await host.Store.Accounts.ChangeAsync(host.Account.Id, new() { Fields = new Dictionary<string, string?> { ["keyFile"] = other } }, TestContext.Current.CancellationToken);
        Assert.Equal((VerdictKind.Invalid, "lamps.refused"), (await host.VerifyAsync(host.AddHost())) is var second ? (second.Kind, second.RuleId) : default);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("{\"client_email\":\"a\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\"}")]
    public async Task JwtBearer_KeyFileIsNone_NothingIsSentAndNothingOfItIsSaid(string file)
    {
        OAuth2Descriptor oauth = new() { Grant = OAuth2Grant.JwtBearer, TokenUrl = "/token", Assertion = new() { Issuer = "{keyFile.client_email}", Audience = "a", PrivateKey = "{keyFile.private_key}" } };
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(oauth), new() { ["keyFile"] = file });
        Verdict verdict = await host.VerifyAsync(host.AddHost());
        Assert.Equal((VerdictKind.Indeterminate, "channel.missing_secret"), (verdict.Kind, verdict.RuleId));
        Assert.DoesNotContain("AAAA", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(0, host.Vendor.TokenCalls);
    }

    [Fact]
    public async Task GitHubApp_SignsAsTheAppAndCallsAsItsInstallation()
    {
        await using TokenVendor vendor = await TokenVendor.StartAsync();
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        AuthDescriptor auth = new() { Scheme = AuthScheme.GitHubApp, GitHubApp = new() { AppId = "{appId}", InstallationId = "{installationId}", PrivateKey = "{privateKey}" } };
        ChannelTarget target = new() { AccountId = "a1", ProviderId = "github", BaseUrl = vendor.BaseUrl, AllowedHosts = [vendor.BaseUrl.Authority], Auth = auth };
        var channel = (IHostChannel)factory.Open(target, new FixedCredential(("appId", "4711"), ("installationId", "77"), ("privateKey", vendor.PrivateKey)));

        ExchangeAnswer answer = await channel.ExchangeAsync(TestContext.Current.CancellationToken);
        ProviderResponse installation = await channel.SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken);
        ProviderResponse app = await channel.SendAsync(new HostRequest(ChannelFixture.Get with { Path = "/app" }) { AsApp = true }, TestContext.Current.CancellationToken);

        Assert.True(answer.Granted);
        Assert.DoesNotContain("ghs_", answer.Response.Text(), StringComparison.Ordinal);
        Assert.Contains("issues", answer.Response.Text(), StringComparison.Ordinal);
        Assert.Equal((200, 200, 1), (installation.StatusCode, app.StatusCode, vendor.TokenCalls));

        var gone = (IHostChannel)factory.Open(target with { AccountId = "a2" }, new FixedCredential(("appId", "4711"), ("installationId", "78"), ("privateKey", vendor.PrivateKey)));
        ExchangeAnswer refused = await gone.ExchangeAsync(TestContext.Current.CancellationToken);
        Assert.Equal((false, 404), (refused.Granted, refused.Response.StatusCode));
    }

    [Theory]
    [InlineData("{0}/elsewhere", 200)]
    [InlineData("https://evil.example", null)]
    [InlineData("http://auth.lamps.example", null)]
    public async Task BaseUrlOfTheToken_IsUsedIfItsHostIsAllowed(string instance, int? status)
    {
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client with { BaseUrlFrom = "instance_url" }), ClientValues);
        host.Vendor.InstanceUrl = string.Format(System.Globalization.CultureInfo.InvariantCulture, instance, host.Vendor.BaseUrl.AbsoluteUri.TrimEnd('/'));
        if (status is not null)
        {
            Assert.Equal(status, (await host.CallAsync(host.AddHost())).StatusCode);
            return;
        }

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(host.AddHost()));
        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
        Assert.Empty(host.Vendor.ApiTokens);
    }

    [Theory]
    [InlineData(null, 1800)]
    [InlineData("7200", 3600)]
    [InlineData(7200, 3600)]
    public async Task Lifetime_OfTheAnswerOrTheDefault_DecidesWhenToAskAgain(object? expiresIn, int stillGoodAfter)
    {
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client with { DefaultLifetimeSeconds = 2400 }), ClientValues);
        host.Vendor.ExpiresIn = expiresIn;
        ProviderChannelFactory factory = host.AddHost();
        await host.CallAsync(factory);
        host.Store.Time.Advance(TimeSpan.FromSeconds(stillGoodAfter));
        await host.CallAsync(factory);
        Assert.Equal(1, host.Vendor.TokenCalls);
        host.Store.Time.Advance(TimeSpan.FromSeconds(3600));
        await host.CallAsync(factory);
        Assert.Equal(2, host.Vendor.TokenCalls);
    }

    [Fact]
    public async Task AheadOfExpiryInVain_ThePresentTokenDoesItStill()
    {
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client), ClientValues);
        ProviderChannelFactory factory = host.AddHost();
        await host.CallAsync(factory);
        host.Store.Time.Advance(TimeSpan.FromSeconds(3600 - 30));
        host.Vendor.Instead = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.Equal(200, (await host.CallAsync(factory)).StatusCode);
        Assert.Equal(2, host.Vendor.TokenCalls);
    }

    [Theory]
    [InlineData(302, "", "channel")]
    [InlineData(200, "<html>sign in</html>", "no-rule")]
    [InlineData(200, "access_token=access-form-EXAMPLE", "no-rule")]
    [InlineData(503, "<html>", "no-rule")]
    [InlineData(429, "{\"error\":\"slow_down\"}", "http.rate-limited")]
    [InlineData(200, "{\"ok\":false,\"error\":\"token_revoked\"}", "no-rule")]
    [InlineData(200, "{\"access_token\":\"bad\\ntoken\"}", "no-rule")]
    public async Task OddAnswersOfATokenEndpoint_ProveNothing(int status, string body, string rule)
    {
        await using LocalProvider sink = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client), ClientValues);
        host.Vendor.Instead = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/html";
            if (status == 302)
                context.Response.Headers.Location = sink.BaseUrl.AbsoluteUri;
            return context.Response.WriteAsync(body);
        };

        Verdict verdict = await host.VerifyAsync(host.AddHost());

        Assert.Equal(rule == "http.rate-limited" ? VerdictKind.RateLimited : VerdictKind.Indeterminate, verdict.Kind);
        Assert.Equal(rule == "channel" ? "no-rule" : rule, verdict.RuleId);
        Assert.Empty(sink.Requests);
        Assert.Empty(host.Vendor.ApiTokens);
    }

    [Fact]
    public async Task Tokens_AreInNoVerdictAnswerOrException()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();

        Verdict verdict = await host.VerifyAsync(factory);
        ExchangeAnswer answer = await (await host.OpenAsync(factory)).ExchangeAsync(TestContext.Current.CancellationToken);
        ProviderResponse response = await host.CallAsync(factory);
        host.Vendor.Instead = context => context.Response.WriteAsync($"{TokenVendor.ClientSecret} {host.Vendor.CurrentRefresh}");
        host.Store.Time.Advance(TimeSpan.FromHours(2));
        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));

        Assert.Equal(VerdictKind.Valid, verdict.Kind);
        string[] seen = [JsonSerializer.Serialize(verdict), answer.Response.Text(), string.Join(',', answer.Response.Headers), response.Text(), error.ToString(), error.Message];
        Assert.All(seen, text => Assert.DoesNotContain("EXAMPLE", text, StringComparison.Ordinal));
        Assert.Contains("[redacted]", response.Text(), StringComparison.Ordinal);
        Assert.Contains("lamps.read", answer.Response.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlowTokenEndpoint_EndsWithTheDeadline()
    {
        await using TokenHost host = await TokenHost.StartAsync(TokenHost.OAuth(Client), ClientValues);
        host.Vendor.Delay = TimeSpan.FromSeconds(20);
        ProviderChannelFactory factory = host.AddHost(new ChannelOptions { Deadline = TimeSpan.FromMilliseconds(500) });
        long start = TimeProvider.System.GetTimestamp();
        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));
        Assert.Equal(ChannelErrorCodes.Timeout, error.Code);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }
}

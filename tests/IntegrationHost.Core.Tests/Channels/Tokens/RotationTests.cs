using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Channels.Tokens;

/// <summary>Refresh tokens that work once: none is lost silently, and none is used twice.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task Rotation_StoresTheNextTokenSealedAndKeepsTheVerdict()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        Verdict verdict = await host.VerifyAsync(factory);
        Assert.Equal(VerdictKind.Valid, verdict.Kind);
        Account before = await host.AccountAsync();

        host.Store.Time.Advance(TimeSpan.FromHours(2));
        await host.CallAsync(factory);

        Account after = await host.AccountAsync();
        Assert.Equal(2, host.Vendor.TokenCalls);
        Assert.Equal(host.Vendor.CurrentRefresh, await host.StoredRefreshAsync());
        Assert.True(after.Verified);
        Assert.Equal((before.Version, before.EarnedVerdict?.At), (after.Version, after.EarnedVerdict?.At));
        Assert.Null(after.Problem);
    }

    [Fact]
    public async Task Restart_UsesTheStoredTokenAndThenTheStoredRefreshToken()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        await host.CallAsync(host.AddHost());
        await host.CallAsync(host.AddHost());
        Assert.Equal(1, host.Vendor.TokenCalls);

        host.Store.Time.Advance(TimeSpan.FromHours(2));
        await host.CallAsync(host.AddHost());
        Assert.Equal(2, host.Vendor.TokenCalls);
        Assert.False(host.Vendor.FamilyIsDead);
    }

    [Fact]
    public async Task RotatedDataKey_ForgetsTheAccessTokensOfTheOldOne()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        await host.CallAsync(host.AddHost());
        KeyRotation rotation = new(host.Store.Store, host.Store.Time);
        await rotation.StartAsync(TestContext.Current.CancellationToken);
        await rotation.WhenIdleAsync();

        // Nothing is under the old term any more, so that it can go at once, and the next call gets a token of its own.
        await rotation.DestroyTermAsync(1, despiteBackups: false, TestContext.Current.CancellationToken);
        await host.CallAsync(host.AddHost());
        Assert.Equal(2, host.Vendor.TokenCalls);
        Assert.False(host.Vendor.FamilyIsDead);
    }

    [Fact]
    public async Task StoredFiles_HoldNoTokenInClear()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        await host.CallAsync(host.AddHost());
        string[] tokens = [TokenVendor.FirstRefresh, host.Vendor.CurrentRefresh, host.Vendor.ApiTokens[^1], TokenVendor.ClientSecret];
        await host.Store.StopAsync();
        foreach (string file in Directory.EnumerateFiles(host.Store.Paths.DataDirectory, "*", SearchOption.AllDirectories))
        {
            string bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.All(tokens, token => Assert.DoesNotContain(token, bytes, StringComparison.Ordinal));
        }

        await host.Store.ReopenAsync();
    }

    [Fact]
    public async Task AnswerLost_ProviderKillsTheFamily_TheAccountSaysThatItNeedsAuthorization()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        await host.VerifyAsync(factory);
        host.Store.Time.Advance(TimeSpan.FromHours(2));
        host.Vendor.LosesAnswer = true;
        ChannelException lost = await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));
        Assert.NotEqual(ChannelErrorCodes.TokenRefused, lost.Code);

        host.Vendor.LosesAnswer = false;
        ChannelException refused = await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(host.AddHost()));

        Assert.Equal(ChannelErrorCodes.TokenRefused, refused.Code);
        Account account = await host.AccountAsync();
        Assert.Equal(AccountStatus.Error, account.Status);
        Assert.Contains("Authorize the account again", account.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerLost_ProviderHadNotUsedTheToken_GoesOn()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        host.Vendor.Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));
        host.Vendor.Instead = null;

        Assert.Equal(200, (await host.CallAsync(factory)).StatusCode);
        Assert.Null((await host.AccountAsync()).Problem);
    }

    [Fact]
    public async Task ProviderRefusesPlainly_TheAccountIsNotBlamedForALostAnswer()
    {
        await using TokenHost host = await TokenHost.StartAsync(values: new() { ["clientId"] = TokenVendor.ClientId, ["clientSecret"] = TokenVendor.ClientSecret, ["refreshToken"] = "refresh-of-nobody-EXAMPLE" });
        ProviderChannelFactory factory = host.AddHost();
        await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));
        Verdict verdict = await host.VerifyAsync(factory);
        Assert.Equal((VerdictKind.Invalid, "lamps.refused", "invalid_grant"), (verdict.Kind, verdict.RuleId, verdict.ErrorCode));
        Assert.Null((await host.AccountAsync()).Problem);
    }

    [Fact]
    public async Task HolderIsTakenForDead_WhatItWritesLaterIsRefused()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        TokenLeases leases = new(host.Store.Store, host.Store.Time) { Duration = TimeSpan.FromMilliseconds(300) };
        await using ITokenLease slow = await LeaseAsync(host, leases);
        // The clock stands still; what is seen to be held for that long is dead all the same.
        await using ITokenLease quick = await LeaseAsync(host, leases);

        using GrantedToken stale = new(new SecretText("access-stale-EXAMPLE"), new SecretText("refresh-stale-EXAMPLE"), TimeSpan.FromHours(1), null);
        await Assert.ThrowsAsync<ChannelException>(() => slow.StoreAsync(stale, "refreshToken", TestContext.Current.CancellationToken));
        using GrantedToken next = new(new SecretText("access-next-EXAMPLE"), new SecretText("refresh-next-EXAMPLE"), TimeSpan.FromHours(1), null);
        await quick.StoreAsync(next, "refreshToken", TestContext.Current.CancellationToken);

        Assert.Equal("refresh-next-EXAMPLE", await host.StoredRefreshAsync());
    }

    [Fact]
    public async Task AccountChangesDuringTheExchange_TheNewValuesStayAndTheOldTokenIsDropped()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        host.Vendor.Delay = TimeSpan.FromMilliseconds(400);
        Task<ProviderResponse> call = host.CallAsync(factory);
        await Task.Delay(150, TestContext.Current.CancellationToken);
        await host.Store.Accounts.ChangeAsync(host.Account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["refreshToken"] = "refresh-typed-EXAMPLE" } }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ChannelException>(() => call);
        Assert.Equal("refresh-typed-EXAMPLE", await host.StoredRefreshAsync());
        await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory));
        Assert.Empty(host.Vendor.ApiTokens);
    }

    [Fact]
    public async Task NoStoreForTheNextToken_NothingIsSent()
    {
        await using TokenVendor vendor = await TokenVendor.StartAsync();
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        ChannelTarget target = new() { AccountId = "a1", ProviderId = "lamps", BaseUrl = vendor.BaseUrl, AllowedHosts = [vendor.BaseUrl.Authority], OwnBaseUrl = true, Auth = TokenHost.OAuth(TokenHost.Refresh) };
        FixedCredential credential = new(("clientId", TokenVendor.ClientId), ("clientSecret", TokenVendor.ClientSecret), ("refreshToken", TokenVendor.FirstRefresh));

        Assert.Equal(ChannelErrorCodes.Refused, (await ChannelFixture.FailsAsync(factory.Open(target, credential), ChannelFixture.Get)).Code);
        Assert.Equal(0, vendor.TokenCalls);

        vendor.Rotates = false;
        IProviderChannel channel = factory.Open(target with { AccountId = "a2", Auth = TokenHost.OAuth(TokenHost.Refresh with { Rotates = false }) }, credential);
        Assert.Equal(200, (await channel.SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<ITokenLease> LeaseAsync(TokenHost host, TokenLeases leases)
    {
        CredentialAccess access = await host.Store.Accounts.OpenCredentialAsync(host.Account.Id, TestContext.Current.CancellationToken);
        (AccountRow account, AccountTokenRow token) = await leases.TakeAsync(host.Account.Id, access.CredentialVersion, Guid.NewGuid(), TestContext.Current.CancellationToken);
        EgressPolicy policy = AccountEgress.For("lamps", access.Provider, access.Kind, account.BaseUrl).Policy;
        return new AccountTokenLease(leases, token, access.Source, null, access.Kind, policy);
    }
}

using System.Net;
using System.Net.Sockets;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Authorization;
using IntegrationHost.Core.Tests.Channels.Tokens;

namespace IntegrationHost.Core.Tests.Authorization;

/// <summary>A person grants access: in a browser that comes back to this machine, or with a code. The test is the browser, the vendor checks everything.</summary>
public sealed class AccountAuthorizationTests
{
    private static readonly Dictionary<string, string> WithoutToken = new() { ["clientId"] = TokenVendor.ClientId, ["clientSecret"] = TokenVendor.ClientSecret };

    [Fact]
    public async Task Browser_GrantsAccess_TheRefreshTokenIsStoredAndWorks()
    {
        await using TokenHost host = await StartAsync();
        using AccountAuthorization authorization = Authorization(host);
        Assert.Contains("Not set", (await host.AccountAsync()).Problem, StringComparison.Ordinal);

        AuthorizationProgress begun = await BeginAsync(host, authorization, device: false);
        Assert.Equal(AuthorizationState.Waiting, begun.State);
        Assert.Contains("prompt=consent", begun.Url.Query, StringComparison.Ordinal);
        using HttpClient browser = new();
        string page = await browser.GetStringAsync(host.Vendor.Grant(begun.Url), TestContext.Current.CancellationToken);
        AuthorizationProgress done = await EndAsync(authorization, begun);

        Assert.Contains("return to the console", page, StringComparison.Ordinal);
        Assert.Equal(AuthorizationState.Done, done.State);
        Assert.Equal(host.Vendor.CurrentRefresh, await host.StoredRefreshAsync());
        Assert.Equal(VerdictKind.Valid, (await host.VerifyAsync(host.AddHost())).Kind);
        Assert.DoesNotContain("EXAMPLE", done.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => browser.GetStringAsync(RedirectOf(begun), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Redirect_WrongStateHostPathOrNoise_ChangesNothing()
    {
        await using TokenHost host = await StartAsync();
        using AccountAuthorization authorization = Authorization(host);
        AuthorizationProgress begun = await BeginAsync(host, authorization, device: false);
        Uri right = host.Vendor.Grant(begun.Url);
        using HttpClient browser = new();

        using Socket silent = new(SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(IPAddress.Loopback, right.Port, TestContext.Current.CancellationToken);
        Uri[] wrong = [new($"{right.GetLeftPart(UriPartial.Path)}?code=evil&state=guess"), new($"http://127.0.0.1:{right.Port}/favicon.ico"), new($"{right.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}")];
        foreach (Uri address in wrong)
        {
            using HttpResponseMessage response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Equal(AuthorizationState.Waiting, authorization.Find(host.Account.Id, begun.Id)!.State);
        await browser.GetStringAsync(right, TestContext.Current.CancellationToken);
        Assert.Equal(AuthorizationState.Done, (await EndAsync(authorization, begun)).State);
    }

    [Theory]
    [InlineData("access_denied", "access_denied")]
    [InlineData("<script>", "no code came")]
    public async Task Browser_PersonDeclines_IsTold(string error, string told)
    {
        await using TokenHost host = await StartAsync();
        using AccountAuthorization authorization = Authorization(host);
        AuthorizationProgress begun = await BeginAsync(host, authorization, device: false);
        using HttpClient browser = new();
        string state = System.Web.HttpUtility.ParseQueryString(begun.Url.Query)["state"]!;

        string page = await browser.GetStringAsync($"{RedirectOf(begun)}?error={Uri.EscapeDataString(error)}&state={state}", TestContext.Current.CancellationToken);

        AuthorizationProgress done = await EndAsync(authorization, begun);
        Assert.Equal(AuthorizationState.Failed, done.State);
        Assert.Contains(told, done.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page + done.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_NoRefreshTokenGranted_SaysWhatToDo()
    {
        await using TokenHost host = await StartAsync();
        host.Vendor.GivesRefresh = false;
        using AccountAuthorization authorization = Authorization(host);
        AuthorizationProgress begun = await BeginAsync(host, authorization, device: false);
        using HttpClient browser = new();
        await browser.GetStringAsync(host.Vendor.Grant(begun.Url), TestContext.Current.CancellationToken);
        AuthorizationProgress done = await EndAsync(authorization, begun);
        Assert.Equal(AuthorizationState.Failed, done.State);
        Assert.Contains("without a refresh token", done.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_AnotherBeginsOrTheAccountChanges_TheFirstIsOfNoUse()
    {
        await using TokenHost host = await StartAsync();
        using AccountAuthorization authorization = Authorization(host);
        AuthorizationProgress first = await BeginAsync(host, authorization, device: false);
        AuthorizationProgress second = await BeginAsync(host, authorization, device: false);
        Assert.Equal(AuthorizationState.Canceled, authorization.Find(host.Account.Id, first.Id)!.State);

        await host.Store.Accounts.ChangeAsync(host.Account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["clientSecret"] = TokenVendor.ClientSecret } }, TestContext.Current.CancellationToken);
        using HttpClient browser = new();
        await browser.GetStringAsync(host.Vendor.Grant(second.Url), TestContext.Current.CancellationToken);
        AuthorizationProgress done = await EndAsync(authorization, second);
        Assert.Equal(AuthorizationState.Failed, done.State);
        Assert.Contains("changed", done.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_CodeIsGranted_TheRefreshTokenIsStored()
    {
        await using TokenHost host = await StartAsync();
        using AccountAuthorization authorization = Authorization(host, TimeProvider.System);
        AuthorizationProgress begun = await BeginAsync(host, authorization, device: true);
        Assert.Equal(("WDJB-MJHT", "/activate"), (begun.UserCode, begun.Url.AbsolutePath));

        AuthorizationProgress done = await EndAsync(authorization, begun);

        Assert.Equal(AuthorizationState.Done, done.State);
        Assert.Equal(3, host.Vendor.TokenCalls);
        Assert.Equal(host.Vendor.CurrentRefresh, await host.StoredRefreshAsync());
    }

    [Fact]
    public async Task Start_WhatCannotBe_IsRefusedWithTheReason()
    {
        await using TokenHost plain = await TokenHost.StartAsync();
        using AccountAuthorization none = Authorization(plain);
        ConflictException kind = await Assert.ThrowsAsync<ConflictException>(() => BeginAsync(plain, none, device: false));
        Assert.Contains("not made by granting access", kind.Message, StringComparison.Ordinal);

        await using TokenHost host = await StartAsync(device: false);
        using AccountAuthorization authorization = Authorization(host);
        ConflictException device = await Assert.ThrowsAsync<ConflictException>(() => BeginAsync(host, authorization, device: true));
        Assert.Contains("no codes for other devices", device.Message, StringComparison.Ordinal);
        Assert.Throws<NotFoundException>(() => authorization.Cancel(host.Account.Id, Guid.NewGuid()));

        AuthorizationProgress begun = await BeginAsync(host, authorization, device: false);
        Assert.Null(authorization.Find(Guid.NewGuid(), begun.Id));
        authorization.Cancel(host.Account.Id, begun.Id);
        Assert.Equal(AuthorizationState.Canceled, authorization.Find(host.Account.Id, begun.Id)!.State);
    }

    private static Task<TokenHost> StartAsync(bool device = true) => TokenHost.StartAsync(
        TokenHost.OAuth(TokenHost.Refresh with
        {
            Scopes = ["lamps.read"],
            Authorization = new() { Url = "https://lamps.example/authorize", DeviceUrl = device ? "https://auth.lamps.example/device" : null, Parameters = [new("prompt", "consent")] },
        }),
        WithoutToken, ["refreshToken"]);

    private static AccountAuthorization Authorization(TokenHost host, TimeProvider? time = null) => new(host.Store.Accounts, host.AddHost(), time ?? host.Store.Time);

    private static Task<AuthorizationProgress> BeginAsync(TokenHost host, AccountAuthorization authorization, bool device) =>
        authorization.StartAsync(host.Account.Id, device, TestContext.Current.CancellationToken);

    private static string RedirectOf(AuthorizationProgress progress) => System.Web.HttpUtility.ParseQueryString(progress.Url.Query)["redirect_uri"]!;

    private static async Task<AuthorizationProgress> EndAsync(AccountAuthorization authorization, AuthorizationProgress begun)
    {
        AuthorizationProgress progress = begun;
        for (int tries = 0; tries < 600 && progress.State == AuthorizationState.Waiting; tries++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            progress = authorization.Find(begun.AccountId, begun.Id)!;
        }

        return progress;
    }
}

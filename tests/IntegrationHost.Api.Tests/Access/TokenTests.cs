using System.Diagnostics;
using System.Net;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Access;

public sealed class TokenTests : ApiTest
{
    [Fact]
    public async Task Revoked_IsRefusedAtTheNextRequest()
    {
        (_, HttpClient http, string token) = await Api.AddActorAsync("alice", Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http));

        long begin = Stopwatch.GetTimestamp();
        await Api.Client.RevokeTokenAsync(token[4..10], Cancel);
        HttpStatusCode after = await StatusAsync(http);

        Assert.Equal(HttpStatusCode.Unauthorized, after);
        TestContext.Current.SendDiagnosticMessage($"Revoking and the next refusal: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:F1} ms.");
    }

    [Fact]
    public async Task DisabledPrincipal_AndRoleTakenAway_HoldAtTheNextRequest()
    {
        (string id, HttpClient http, _) = await Api.AddActorAsync("root", Cancel, roles: "ADMIN");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/api/principals"));

        await Api.Client.ChangePrincipalAsync(id, new PrincipalRequest { Roles = [] }, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, "/api/principals"));

        await Api.Client.ChangePrincipalAsync(id, new PrincipalRequest { Enabled = false }, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http));
    }

    [Fact]
    public async Task Guesses_AreSlowedDown_AndLockNobodyOut()
    {
        (_, HttpClient http, string token) = await Api.AddActorAsync("alice", Cancel);
        using HttpClient guesser = RunningApi.OverSocket(Api.Options.SocketPath, token[..^1] + "_");
        int[] statuses = new int[2000];
        for (int guess = 0; guess < statuses.Length; guess++)
            statuses[guess] = (int)await StatusAsync(guesser);

        int refused = statuses.Count(status => status == 401), slowed = statuses.Count(status => status == 429);
        TestContext.Current.SendDiagnosticMessage($"2000 wrong tokens: {refused} refused, {slowed} told to wait, let in {statuses.Length - refused - slowed}.");
        Assert.Equal(statuses.Length, refused + slowed);
        Assert.InRange(refused, 10, 40);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http));
        Assert.InRange((await Api.Client.GetAuditAsync(0, 1000, Cancel)).Count(happened => happened.Action == "auth.failed"), 10, 40);
    }

    [Fact]
    public async Task Created_IsShownOnce_AndListedWithoutItsText()
    {
        (_, _, string token) = await Api.AddActorAsync("alice", Cancel);
        string list = await Api.Http.GetStringAsync("/api/tokens", Cancel);
        Assert.Contains(token[4..10], list, StringComparison.Ordinal);
        Assert.DoesNotContain(token[10..], list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, (await Api.Client.GetTokensAsync(Cancel))[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_BeyondTheMaker_Is403_AndWrongInput422()
    {
        (_, _, string token) = await Api.AddActorAsync("alice", Cancel, [Scopes.TokensAdmin, Scopes.AccountsRead]);
        await Api.AddActorAsync("bob", Cancel);
        using var alice = IntegrationHostClient.OverSocket(Api.Options.SocketPath, token);
        Task<CreatedToken> Make(string? user, string scope, int? days = null) =>
            alice.CreateTokenAsync(new CreateTokenRequest { Name = "t", Username = user, Scopes = [scope], Days = days }, Cancel);

        Assert.Equal("alice", (await Make(null, Scopes.AccountsRead)).Summary.Username);
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HostApiException>(() => Make(null, Scopes.AccountsWrite))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HostApiException>(() => Make("bob", Scopes.AccountsRead))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Assert.ThrowsAsync<HostApiException>(() => Make(null, Scopes.AccountsRead, 366))).StatusCode);
    }

    [Fact]
    public async Task CreateAccount_WithVerify_NeedsTheScopeToUse()
    {
        (_, _, string token) = await Api.AddActorAsync("alice", Cancel, [Scopes.AccountsRead, Scopes.AccountsWrite]);
        await Api.GrantAsync(SecuredType.Account, SecuredType.Account.TypeId.ToString(), "alice", "CREATE", Cancel);
        using var alice = IntegrationHostClient.OverSocket(Api.Options.SocketPath, token);
        CreateAccountRequest request = new() { ProviderId = "acme", BaseUrl = Api.Vendor.BaseUrl, Fields = new Dictionary<string, string> { ["token"] = "ak_x" } };

        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HostApiException>(() => alice.CreateAccountAsync(request with { Verify = true }, Cancel))).StatusCode);
        CreateAccountResult made = await alice.CreateAccountAsync(request, Cancel);
        Assert.Equal("ACME", (await alice.GetAccountAsync(made.Account.Id, Cancel)).Name);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path = "/api/status")
    {
        using HttpResponseMessage response = await http.GetAsync(path, Cancel);
        return response.StatusCode;
    }
}

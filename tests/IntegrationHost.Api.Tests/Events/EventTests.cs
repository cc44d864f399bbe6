using System.Net;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Events;

public sealed class EventTests : ApiTest
{
    [Fact]
    public async Task Stream_TellsAccountVerdictModuleAndCoverage_AsTheyCome()
    {
        await using var listener = await Listener.StartAsync(Api.Client, null, Cancel);
        string module = await AddModuleAsync();
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);
        await Api.Client.LinkAsync(account.Id, new LinkRequest([module]), Cancel);

        HostEvent covered = await listener.UntilAsync(happened => happened is { Kind: "coverage", Detail: "1/1" });

        Assert.Contains(listener.Heard, happened => happened is { Kind: "account.changed", Detail: "created" } && happened.AccountId == account.Id);
        Assert.Contains(listener.Heard, happened => happened is { Kind: "verdict", Detail: "Valid" } && happened.AccountId == account.Id);
        Assert.Contains(listener.Heard, happened => happened is { Kind: "module.changed", Detail: "linked" } && happened.ModuleId == module && happened.AccountId == account.Id);
        Assert.True(long.Parse(covered.Id, null) > 0);
    }

    [Fact]
    public async Task Stream_LastEventId_GoesOnWhereItBrokeOff()
    {
        AccountSummary first = await Api.AddAccountAsync("ACME 1", "ak_one", Cancel);
        string id;
        await using (var listener = await Listener.StartAsync(Api.Client, null, Cancel))
        {
            AccountSummary second = await Api.AddAccountAsync("ACME 2", "ak_two", Cancel);
            id = (await listener.UntilAsync(happened => happened.AccountId == second.Id)).Id;
        }

        AccountSummary missed = await Api.AddAccountAsync("ACME 3", "ak_three", Cancel);
        await using var again = await Listener.StartAsync(Api.Client, id, Cancel);
        await again.UntilAsync(happened => happened.AccountId == missed.Id);
        Assert.DoesNotContain(again.Heard, happened => happened.AccountId == first.Id);

        // From a number that there is not yet, it cannot go on.
        await using var lost = await Listener.StartAsync(Api.Client, "999999", Cancel);
        await lost.UntilAsync(happened => happened.Kind == "lost");
    }

    [Fact]
    public async Task Stream_TellsNobodyOfWhatHeMayNotRead()
    {
        (_, _, string token) = await Api.AddActorAsync("reader", Cancel);
        using IntegrationHostClient reader = IntegrationHostClient.OverSocket(Api.Options.SocketPath, token);
        AccountSummary shown = await Api.AddAccountAsync("SHOWN", "ak_one", Cancel);
        AccountSummary hidden = await Api.AddAccountAsync("HIDDEN", "ak_two", Cancel);
        string module = await AddModuleAsync();
        await Api.GrantAsync(SecuredType.Account, shown.Id, "reader", "READ", Cancel);
        await Api.GrantAsync(SecuredType.Module, module, "reader", "READ", Cancel);
        await using var listener = await Listener.StartAsync(reader, null, Cancel);

        await Api.Client.ChangeAccountAsync(hidden.Id, new ChangeAccountRequest { Environment = "prod" }, Cancel);
        await Api.Client.VerifyAsync(hidden.Id, Cancel);
        await Api.Client.LinkAsync(hidden.Id, new LinkRequest([module]), Cancel);
        await AddModuleAsync();
        await Api.Client.ChangeAccountAsync(shown.Id, new ChangeAccountRequest { Environment = "prod" }, Cancel);
        await listener.UntilAsync(happened => happened.AccountId == shown.Id);

        Assert.DoesNotContain(listener.Heard, happened => happened.AccountId == hidden.Id);
        HostEvent link = Assert.Single(listener.Heard, happened => happened.Kind == "module.changed");
        Assert.Equal((module, null), (link.ModuleId, link.AccountId));
    }

    [Fact]
    public async Task Stream_OfARevokedToken_Ends()
    {
        (string id, _, string token) = await Api.AddActorAsync("reader", Cancel);
        using IntegrationHostClient reader = IntegrationHostClient.OverSocket(Api.Options.SocketPath, token);
        await using var listener = await Listener.StartAsync(reader, null, Cancel);
        await Api.Client.ChangePrincipalAsync(id, new PrincipalRequest { Enabled = false }, Cancel);
        await listener.EndAsync();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1e3")]
    public async Task Stream_WrongId_Is400(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Add("Last-Event-ID", id);
        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<string> AddModuleAsync() =>
        (string)(await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "className": "AcmeSendModule", "name": "M" }""", HttpStatusCode.Created, Cancel))!["id"]!;
}

using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class VerificationRunTests : ApiTest
{
    [Fact]
    public async Task Run_TestsAllThatFit_AndIsFollowedByEvents_FromWhereOneLeftOff()
    {
        AccountSummary good = await Api.AddAccountAsync("ACME_GOOD", "ak_goodEXAMPLE", Cancel);
        AccountSummary bad = await Api.AddAccountAsync("ACME_BAD", "ak_revokedEXAMPLE", Cancel);
        await Api.SendAsync(HttpMethod.Post, "/v1/IntegrationAccount", """{ "accountName": "MAIL", "apiKey": "k-EXAMPLE" }""", HttpStatusCode.Created, Cancel);

        JsonNode run = (await Api.SendAsync(HttpMethod.Post, "/api/verifications", "{}", HttpStatusCode.Accepted, Cancel))!;
        List<SseItem<string>> events = await EventsAsync((string)run["id"]!, after: null);
        List<SseItem<string>> rest = await EventsAsync((string)run["id"]!, after: "2");

        Assert.Equal(["outcome", "outcome", "outcome", "end"], events.Select(item => item.EventType));
        Assert.Equal("Completed", events[^1].Data);
        JsonNode[] outcomes = [.. events.SkipLast(1).Select(item => JsonNode.Parse(item.Data)!)];
        Assert.Equal([1, 2, 3], outcomes.Select(outcome => (int)outcome["done"]!));
        Assert.Equal("Valid", (string?)outcomes.Single(outcome => (string?)outcome["accountId"] == good.Id)["verdict"]!["kind"]);
        Assert.Equal("Invalid", (string?)outcomes.Single(outcome => (string?)outcome["accountId"] == bad.Id)["verdict"]!["kind"]);
        Assert.NotNull((string?)outcomes.Single(outcome => (string?)outcome["accountName"] == "MAIL")["problem"]);
        Assert.Equal(2, rest.Count);
        JsonNode state = (await Api.SendAsync(HttpMethod.Get, $"/api/verifications/{run["id"]}", null, HttpStatusCode.OK, Cancel))!;
        Assert.Equal(("Completed", 3, 3), ((string?)state["state"], (int)state["total"]!, (int)state["done"]!));
    }

    [Fact]
    public async Task Run_OfChosenAccounts_LeavesTheOthersAlone_AndUnknownIdsAreRefused()
    {
        AccountSummary chosen = await Api.AddAccountAsync("ACME_ONE", "ak_oneEXAMPLE", Cancel);
        await Api.AddAccountAsync("ACME_TWO", "ak_twoEXAMPLE", Cancel);

        JsonNode run = (await Api.SendAsync(HttpMethod.Post, "/api/verifications", $$"""{ "accountIds": [ "{{chosen.Id}}" ], "providerId": "acme" }""", HttpStatusCode.Accepted, Cancel))!;
        await EventsAsync((string)run["id"]!, after: null);

        Assert.Equal("ak_oneEXAMPLE", Api.Vendor.LastKey);
        Assert.Equal(1, (int)run["total"]!);
        await Api.SendAsync(HttpMethod.Post, "/api/verifications", """{ "accountIds": [ "x" ] }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Post, "/api/verifications", $$"""{ "accountIds": [ "{{Guid.NewGuid()}}" ] }""", HttpStatusCode.NotFound, Cancel);
        await Api.SendAsync(HttpMethod.Get, $"/api/verifications/{Guid.NewGuid()}", null, HttpStatusCode.NotFound, Cancel);
    }

    [Fact]
    public async Task Cancel_BeginsNoFurtherSmokeTest()
    {
        for (int number = 0; number < 30; number++)
            await Api.AddAccountAsync($"ACME_{number}", $"ak_number{number}EXAMPLE", Cancel);
        Api.Vendor.Delay = TimeSpan.FromMilliseconds(200);

        JsonNode run = (await Api.SendAsync(HttpMethod.Post, "/api/verifications", "{}", HttpStatusCode.Accepted, Cancel))!;
        await Api.SendAsync(HttpMethod.Delete, $"/api/verifications/{run["id"]}", null, HttpStatusCode.NoContent, Cancel);
        List<SseItem<string>> events = await EventsAsync((string)run["id"]!, after: null);

        Assert.Equal("Cancelled", events[^1].Data);
        Assert.InRange(events.Count, 1, 15);
    }

    [Fact]
    public async Task TypedClient_StartsWatchesAndCancelsARun()
    {
        IntegrationHostClient host = Api.Client;
        for (int number = 0; number < 3; number++)
            await Api.AddAccountAsync($"ACME_{number}", $"ak_typed{number}EXAMPLE", Cancel);

        VerificationRun run = await host.StartVerificationAsync(new VerifyManyRequest { ProviderId = "acme" }, Cancel);
        List<VerificationOutcome> all = await host.WatchVerificationAsync(run.Id, 0, Cancel).ToListAsync(Cancel);
        List<VerificationOutcome> rest = await host.WatchVerificationAsync(run.Id, 2, Cancel).ToListAsync(Cancel);

        Assert.Equal([1, 2, 3], all.Select(outcome => outcome.Done));
        Assert.All(all, outcome => Assert.Equal("Valid", outcome.Verdict?.Kind));
        Assert.Equal(3, Assert.Single(rest).Done);
        await host.CancelVerificationAsync(run.Id, Cancel);
        Assert.Equal("Completed", (await host.GetVerificationAsync(run.Id, Cancel)).State);
    }

    private async Task<List<SseItem<string>>> EventsAsync(string id, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/verifications/{id}/events");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using HttpResponseMessage response = await Api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return await SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).ToListAsync(Cancel);
    }
}

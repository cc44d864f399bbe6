using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class GuardTests : ApiTest
{
    private const string Key = "ak_canary-ops-5c1d8e";
    private const string Foreign = "ak_zenith-canary-77ab";

    [Fact]
    public async Task Fields_OfAnotherOwner_AreRefusedUntilTheBodyAllowsThem()
    {
        AccountSummary account = await VerifiedAsync("ACME");
        HttpResponseMessage response = await PutAsync(account.Id, $$"""{ "fields": { "token": "{{Foreign}}" } }""");
        string body = await response.Content.ReadAsStringAsync(Cancel);
        JsonNode problem = JsonNode.Parse(body)!;
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("The key belongs to user zenith.", (string?)problem["errors"]!["expectSameOwner"]![0]);
        Assert.Contains("user zenith", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Contains("user ops", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("canary", body, StringComparison.Ordinal);
        Assert.Equal(Key, await Api.StoredKeyAsync(account.Id, Cancel));

        response = await PutAsync(account.Id, $$"""{ "fields": { "token": "{{Foreign}}" }, "expectSameOwner": false }""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Foreign, await Api.StoredKeyAsync(account.Id, Cancel));
        AccountSummary handed = await Api.Client.GetAccountAsync(account.Id, Cancel);
        Assert.Equal(new OwnerReport("user", "zenith", null), handed.Owner);
        Assert.Empty(handed.Findings!);
    }

    [Fact]
    public async Task Fields_ThroughThorApi_AreStored_FlaggedOnceTested_AndAcceptedByPatch()
    {
        AccountSummary account = await VerifiedAsync("ACME");

        // ThorAPI has no words for a refusal of this kind, so that its contract stays as it is: the next test tells.
        JsonNode? wire = await Api.SendAsync(HttpMethod.Patch, $"/v1/IntegrationAccount/{account.Id}", $$"""{ "apiKey": "{{Foreign}}" }""", HttpStatusCode.OK, Cancel);
        Assert.DoesNotContain("findings", wire!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        AccountSummary open = await Api.Client.GetAccountAsync(account.Id, Cancel);
        Assert.Equal(("OwnerUnchecked", "Note"), (open.Findings![0].Code, open.Findings[0].Severity));

        await Api.Client.VerifyAsync(account.Id, Cancel);
        AccountSummary flagged = await Api.Client.GetAccountAsync(account.Id, Cancel);
        Assert.Equal(("AnotherOwner", "Error"), (flagged.Findings![0].Code, flagged.Findings[0].Severity));
        Assert.Equal(1, (await Api.Client.GetHeroMetricsAsync(Cancel)).Flagged);

        AccountSummary accepted = await Api.Client.ChangeAccountAsync(account.Id, new ChangeAccountRequest { AcceptOwner = true, Environment = "production" }, Cancel);
        Assert.Equal(("zenith", "production"), (accepted.Owner!.Id, accepted.Environment));
        Assert.Empty(accepted.Findings!);
        Assert.Equal(0, (await Api.Client.GetHeroMetricsAsync(Cancel)).Flagged);
    }

    [Fact]
    public async Task Duplicates_AreFoundAndRefusedByKeyedFingerprint_AndEchoNothing()
    {
        await VerifiedAsync("ACME");
        CreateAccountRequest same = new() { ProviderId = "acme", Name = "ACME_2", Fields = new Dictionary<string, string> { ["token"] = Key }, RefuseDuplicate = true };
        Assert.Equal("ACME", Assert.Single(await Api.Client.FindDuplicatesAsync(same, Cancel)).Name);
        HostApiException refusal = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.CreateAccountAsync(same, Cancel));
        Assert.Equal(HttpStatusCode.Conflict, refusal.StatusCode);
        Assert.Contains("refuseDuplicate", refusal.Errors.Keys);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
        Assert.Single(await Api.Client.GetAccountsAsync(Cancel));

        // Without being told to refuse, it is stored, and both accounts say so.
        await Api.Client.CreateAccountAsync(same with { RefuseDuplicate = false }, Cancel);
        Assert.All(await Api.Client.GetAccountsAsync(Cancel), account => Assert.Equal("DuplicateSecret", Assert.Single(account.Findings!).Code));
    }

    private async Task<AccountSummary> VerifiedAsync(string name)
    {
        AccountSummary account = await Api.AddAccountAsync(name, Key, Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);
        return await Api.Client.GetAccountAsync(account.Id, Cancel);
    }

    private Task<HttpResponseMessage> PutAsync(string id, string json) =>
        Api.Http.PutAsync(new Uri($"/api/accounts/{id}/fields", UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Cancel);
}

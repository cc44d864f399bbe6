using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.Plugins.HubSpot;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class HubSpotModuleTests
{
    private const string Token = "pat-na1-abcEXAMPLE";
    private const string RefreshToken = "na1-abc-EXAMPLE";

    [Fact]
    public async Task ExecuteAsync_ContactCreateGetAndUpdate_KeepItsProperties()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject made = await account.RunAsync("HubSpotContactCreateModule", """{"properties":{"email":"ada@example.com","firstname":"Ada","plan_2":"gold"}}""");
        await account.RunAsync("HubSpotContactUpdateModule", """{"contactId":"ada@example.com","idProperty":"email","properties":{"firstname":"Augusta"}}""");
        JsonObject read = await account.RunAsync("HubSpotContactModule", """{"contactId":"1","properties":["firstname","plan_2"],"associations":["companies"]}""");

        Assert.Equal("1", made["id"]!.ToString());
        Assert.Equal(("Augusta", "gold"), (read["properties"]!["firstname"]!.ToString(), read["properties"]!["plan_2"]!.ToString()));
        Assert.Equal("?idProperty=email", vendor.Requests[1].Query);
        Assert.Equal("?properties=firstname&properties=plan_2&associations=companies", vendor.Requests[2].Query);
        Assert.Empty(JsonNode.Parse(vendor.Requests[0].Body)!["associations"]!.AsArray());
    }

    [Fact]
    public async Task ExecuteAsync_ContactThatExists_IsAConflictWithHubSpotsWords()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        await account.RunAsync("HubSpotContactCreateModule", """{"properties":{"email":"ada@example.com"}}""");

        ModuleError error = await account.FailAsync("HubSpotContactCreateModule", """{"properties":{"email":"ada@example.com"}}""");

        Assert.Equal(("CONFLICT", 409), (error.Code, error.StatusCode));
        Assert.Equal("Contact already exists. Existing ID: 1 Update that record, or use the upsert.", error.Message);
    }

    [Fact]
    public async Task ExecuteAsync_Upsert_MakesOrChanges()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        const string input = """{"contacts":[{"id":"ada@example.com","idProperty":"email","properties":{"firstname":"Ada"}}]}""";

        JsonObject first = await account.RunAsync("HubSpotContactUpsertModule", input);
        JsonObject second = await account.RunAsync("HubSpotContactUpsertModule", input);

        Assert.Equal(("COMPLETE", true, false), (first["status"]!.ToString(), (bool)first["contacts"]![0]!["new"]!, (bool)second["contacts"]![0]!["new"]!));
    }

    [Fact]
    public async Task ItemsAsync_ContactsAndSearch_GoThroughEveryPage()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        for (int number = 0; number < 5; number++)
            await account.RunAsync("HubSpotContactCreateModule", $$"""{"properties":{"email":"p{{number}}@example.com","plan":"{{(number % 2 == 0 ? "gold" : "free")}}"} }""");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var all = new List<string?>();
        var gold = new List<string?>();

        await foreach (var contact in new HubSpotContactsModule().ItemsAsync(new HubSpotContactsInput { Limit = 2 }, account.Channel, cancellationToken))
            all.Add(contact.GetProperty("id").GetString());
        var filter = new HubSpotContactSearchFilterGroupsItemFiltersItem { PropertyName = "plan", Operator = HubSpotContactSearchFilterGroupsItemFiltersItemOperator.EQ, Value = "gold" };
        var search = new HubSpotContactSearchInput { Limit = 2, FilterGroups = [new HubSpotContactSearchFilterGroupsItem { Filters = [filter] }] };
        await foreach (var contact in new HubSpotContactSearchModule().ItemsAsync(search, account.Channel, cancellationToken))
            gold.Add(contact.GetProperty("id").GetString());

        JsonObject page = await account.RunAsync("HubSpotContactsModule", """{"limit":2,"after":"2"}""");

        Assert.Equal(("3", "4"), (page["contacts"]![0]!["id"]!.ToString(), page["after"]!.ToString()));
        Assert.Equal(["1", "2", "3", "4", "5"], all);
        Assert.Equal(["1", "3", "5"], gold);
    }

    [Fact]
    public async Task ExecuteAsync_SearchWithoutInputs_SendsEverythingThatHubSpotDemands()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("HubSpotContactSearchModule", "{}");

        Assert.Equal(0, (int)output["total"]!);
        Assert.Equal("""{"filterGroups":[],"properties":[],"sorts":[],"limit":100,"after":"0"}""", vendor.Requests[0].Body);
    }

    [Fact]
    public async Task ExecuteAsync_DealCompanyTicketNoteAndAssociation_AreMadeAndTied()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject contact = await account.RunAsync("HubSpotContactCreateModule", """{"properties":{"email":"ada@example.com"}}""");
        JsonObject company = await account.RunAsync("HubSpotCompanyModule", """{"properties":{"name":"Example Inc","domain":"example.com"}}""");
        await account.RunAsync("HubSpotDealModule", """{"properties":{"dealname":"Engines","amount":"1200"}}""");
        await account.RunAsync("HubSpotTicketModule", """{"properties":{"subject":"It stops","hs_pipeline":"0","hs_pipeline_stage":"1"}}""");
        await account.RunAsync("HubSpotNoteModule", """
            {"properties":{"hs_note_body":"Called","hs_timestamp":"2026-01-02T03:04:05Z"},
             "associations":[{"to":{"id":"1"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":202}]}]}
            """);
        JsonObject tied = await account.RunAsync(
            "HubSpotAssociationModule", $$"""{"fromObjectType":"contacts","fromObjectId":"{{contact["id"]}}","toObjectType":"companies","toObjectId":"{{company["id"]}}"}""");

        Assert.Equal("COMPLETE", tied["status"]!.ToString());
        Assert.Equal(["contacts/1 companies/2"], vendor.Associations);
        Assert.Equal(
            """[{"to":{"id":"1"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":202}]}]""", JsonNode.Parse(vendor.Requests[4].Body)!["associations"]!.ToJsonString());
    }

    [Fact]
    public async Task ExecuteAsync_DatedVersion_HasPathsOfItsOwn()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.RunAsync("HubSpotContactCreate202603Module", """{"properties":{"email":"ada@example.com"}}""");
        await account.RunAsync("HubSpotContact202603Module", """{"contactId":"1"}""");
        JsonObject found = await account.RunAsync("HubSpotContactSearch202603Module", """{"filterGroups":[{"filters":[{"propertyName":"email","operator":"EQ","value":"ada@example.com"}]}]}""");

        Assert.Equal(1, (int)found["total"]!);
        Assert.Equal(["/crm/objects/2026-03/contacts", "/crm/objects/2026-03/contacts/1", "/crm/objects/2026-03/contacts/search"], vendor.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task ExecuteAsync_AccountAndUsage_TellOfTheAccount()
    {
        await using HubSpotVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject details = await account.RunAsync("HubSpotAccountModule", "{}");
        JsonObject usage = await account.RunAsync("HubSpotApiUsageModule", "{}");

        Assert.Equal(("STANDARD", 12345), (details["accountType"]!.ToString(), (int)details["portalId"]!));
        Assert.Equal(250000, (int)Assert.Single(usage["limits"]!.AsArray())!["usageLimit"]!);
    }

    [Fact]
    public async Task ExecuteAsync_ScopeLacks_IsAnErrorWithItsCategory()
    {
        await using HubSpotVendor vendor = await StartAsync();
        vendor.Accept(Token, "oauth", "crm.objects.contacts.read");
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync("HubSpotTicketModule", """{"properties":{"subject":"It stops"}}""");

        Assert.Equal(("MISSING_SCOPES", 403), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("STANDARD", "live")]
    [InlineData("SANDBOX", "test")]
    [InlineData("DEVELOPER_TEST", "test")]
    [InlineData("APP_DEVELOPER", null)]
    public async Task RunAsync_AccountType_IsToldAndGivesTheMode(string accountType, string? mode)
    {
        await using HubSpotVendor vendor = await StartAsync();
        vendor.Accept(Token, "oauth", "crm.objects.contacts.read");
        vendor.AccountType = accountType;
        using VendorAccount account = Account(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, accountType, mode), (verdict.Kind, verdict.AccountType, verdict.Mode));
        Assert.Equal(["crm.objects.contacts.read", "oauth"], verdict.Scopes);
    }

    [Theory]
    [InlineData("private-app")]
    [InlineData("oauth")]
    public async Task RunAsync_TokenCannotBeLookedAt_FallsBackToTheAccount(string kindId)
    {
        VendorCase item = VendorCases.Of("hubspot", kindId);
        await using HubSpotVendor vendor = await StartAsync();
        item.Accept(vendor);
        vendor.WithoutTokenInfo = true;
        using VendorAccount account = item.Account(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "hubspot.ok-details", null), (verdict.Kind, verdict.RuleId, verdict.Scopes));
    }

    [Fact]
    public async Task ExecuteAsync_OAuth_IsRefreshedOnceForManyCallsAndAgainWhenItExpires()
    {
        await using HubSpotVendor vendor = await StartAsync();
        vendor.Accept(RefreshToken);
        using VendorAccount account = VendorCases.Of("hubspot", "oauth").Account(vendor);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => account.RunAsync("HubSpotAccountModule", "{}")));
        Assert.Equal(1, vendor.TokensIssued);

        vendor.TokenLifetime = 1;
        await account.TestAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);
        await account.RunAsync("HubSpotAccountModule", "{}");

        Assert.Equal(3, vendor.TokensIssued);
        Assert.All(vendor.Requests, request => Assert.DoesNotContain(RefreshToken, request.Body, StringComparison.Ordinal));
        Assert.All(vendor.Requests, request => Assert.DoesNotContain(HubSpotVendor.ClientSecret, request.Body, StringComparison.Ordinal));
    }

    private static async Task<HubSpotVendor> StartAsync()
    {
        HubSpotVendor vendor = await HubSpotVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Token);
        return vendor;
    }

    private static VendorAccount Account(HubSpotVendor vendor) => new(vendor, "hubspot", "private-app", ("privateAppToken", Token));
}

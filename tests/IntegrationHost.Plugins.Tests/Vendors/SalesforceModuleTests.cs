using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class SalesforceModuleTests
{
    private const string Secret = "secretEXAMPLE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_EveryModule_GivesItsOutputs()
    {
        await using SalesforceVendor vendor = await SalesforceVendor.StartAsync(Cancel);
        using VendorAccount account = Account(vendor);

        JsonObject query = await account.RunAsync("SalesforceQueryModule", """{"q":"SELECT Id, Name FROM Contact"}""");
        Assert.Equal((2, 3), (query["records"]!.AsArray().Count, (int)query["totalSize"]!));
        string id = (await account.RunAsync("SalesforceCreateModule", """{"sobject":"Contact","fields":{"LastName":"Example","Email":"a@example.org"}}"""))["id"]!.ToString();
        await account.RunAsync("SalesforceUpdateModule", $$"""{"sobject":"Contact","id":"{{id}}","fields":{"LastName":"Other"} }""");
        Assert.True((bool)(await account.RunAsync("SalesforceUpsertModule", """{"sobject":"Contact","externalField":"Key__c","externalId":"k 1","fields":{"LastName":"Example"}}"""))["created"]!);
        Assert.Equal("Contact", (await account.RunAsync("SalesforceDescribeModule", """{"sobject":"Contact"}"""))["name"]!.ToString());
        Assert.Single((await account.RunAsync("SalesforceCompositeModule", """{"compositeRequest":[{"method":"GET","url":"/services/data/v66.0/limits","referenceId":"l"}]}"""))["compositeResponse"]!.AsArray());
        Assert.Equal("Open", (await account.RunAsync("SalesforceBulkJobModule", """{"object":"Contact","operation":"insert"}"""))["state"]!.ToString());
        Assert.Single((await account.RunAsync("SalesforceFlowModule", """{"flow":"Notify","inputs":[{"a":1}]}"""))["results"]!.AsArray());

        VendorRequest created = vendor.Requests.Single(request => request.Method == "POST" && request.Path.EndsWith("/sobjects/Contact", StringComparison.Ordinal));
        Assert.Equal("Example", JsonNode.Parse(created.Body)!["LastName"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_Refusals_AreErrorsOfTheList()
    {
        await using SalesforceVendor vendor = await SalesforceVendor.StartAsync(Cancel);
        using VendorAccount account = Account(vendor);

        ModuleError field = await account.FailAsync("SalesforceCreateModule", """{"sobject":"Contact","fields":{"Email":"a@example.org"}}""");
        ModuleError query = await account.FailAsync("SalesforceQueryModule", """{"q":"DROP"}""");

        Assert.Equal((("REQUIRED_FIELD_MISSING", 400), ("MALFORMED_QUERY", 400)), ((field.Code, field.StatusCode), (query.Code, query.StatusCode)));
    }

    [Fact]
    public async Task TestAsync_Sandbox_IsToldWithOrgAndUser()
    {
        await using SalesforceVendor vendor = await SalesforceVendor.StartAsync(Cancel);
        vendor.Sandbox = true;
        using VendorAccount account = Account(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal(("sandbox", "00D000000000001AAA"), (verdict.AccountType, verdict.Identity[0].Value));
        Assert.Equal(["api", "id"], verdict.Scopes);
    }

    [Fact]
    public async Task TestAsync_InstanceOfSomebodyElse_IsNotAsked()
    {
        await using SalesforceVendor vendor = await SalesforceVendor.StartAsync(Cancel);
        vendor.InstanceUrl = "https://attacker.example";
        using VendorAccount account = Account(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal(VerdictKind.Indeterminate, verdict.Kind);
        Assert.All(vendor.Requests, request => Assert.Equal("/services/oauth2/token", request.Path));
    }

    private static VendorAccount Account(SalesforceVendor vendor)
    {
        vendor.Accept(Secret);
        return new VendorAccount(vendor, "salesforce", "client-credentials", ("clientId", SalesforceVendor.ClientId), ("clientSecret", Secret));
    }
}

using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.Stripe;
using IntegrationHost.TestVendors;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class StripeModuleTests
{
    private const string Key = "sk_test_abcEXAMPLE";

    [Fact]
    public async Task ExecuteAsync_Checkout_SendsNestedFormFieldsAndGivesTheAddress()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "StripeCheckoutModule",
            """{"orderId":"o-7","success_url":"https://shop.example.com/ok?a=1&b=2","line_items":[{"price":"price_1","quantity":2}],"metadata":{"run":"r 1"}}""");

        Dictionary<string, string> form = QueryHelpers.ParseQuery(Assert.Single(vendor.Requests).Body).ToDictionary(field => field.Key, field => field.Value.ToString());
        var expected = new Dictionary<string, string>
        {
            ["client_reference_id"] = "o-7",
            ["mode"] = "payment",
            ["success_url"] = "https://shop.example.com/ok?a=1&b=2",
            ["line_items[0][price]"] = "price_1",
            ["line_items[0][quantity]"] = "2",
            ["metadata[run]"] = "r 1",
        };
        Assert.Equivalent(expected, form, strict: true);
        Assert.StartsWith("https://checkout.stripe.com/", output["checkout_url"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("2026-07-29.dahlia", vendor.Requests[0].Headers["Stripe-Version"]);
    }

    [Fact]
    public async Task ExecuteAsync_EveryPost_CarriesAnIdempotencyKeyOfItsOwn()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.RunAsync("StripeModule", """{"amount":1000,"currency":"eur","confirm":true}""");
        await account.RunAsync("StripeModule", """{"amount":1000,"currency":"eur","confirm":true}""");
        await account.RunAsync("StripeCustomerModule", """{"email":"ada@example.com"}""");

        Assert.Equal((3, 3), (vendor.ObjectsMade, vendor.IdempotencyKeys.Distinct().Count()));
    }

    [Fact]
    public async Task ExecuteAsync_RefundAndSubscription_GiveTheirIds()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject refund = await account.RunAsync("StripeRefundModule", """{"paymentIntent":"pi_1","amount":300,"reason":"duplicate"}""");
        JsonObject subscription = await account.RunAsync("StripeSubscriptionModule", """{"customer":"cus_1","items":[{"price":"price_1"}]}""");

        Assert.Equal(("re_0001", 300), (refund["refundId"]!.ToString(), (int)refund["amount"]!));
        Assert.Equal(("sub_0002", "active"), (subscription["subscriptionId"]!.ToString(), subscription["status"]!.ToString()));
    }

    [Fact]
    public async Task ExecuteAsync_Prices_ArePaged()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("StripePricesModule", """{"limit":1,"startingAfter":"price_1"}""");

        Assert.Equal(("price_2", true), (output["prices"]![0]!["id"]!.ToString(), (bool)output["hasMore"]!));
        Assert.Empty(vendor.IdempotencyKeys);
    }

    [Fact]
    public async Task ItemsAsync_Prices_GoesOnFromTheLastId()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        var ids = new List<string?>();

        await foreach (var price in new StripePricesModule().ItemsAsync(new StripePricesInput { Limit = 2 }, account.Channel, TestContext.Current.CancellationToken))
            ids.Add(price.GetProperty("id").GetString());

        Assert.Equal(["price_1", "price_2", "price_3"], ids);
        Assert.Equal(["?limit=2", "?limit=2&starting_after=price_2"], vendor.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task ExecuteAsync_ItemInvoiceAndFinalize_MakeABillThatCanBePaid()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.RunAsync("StripeInvoiceItemModule", """{"customer":"cus_1","amount":1250,"currency":"eur","description":"Work"}""");
        JsonObject draft = await account.RunAsync("StripeInvoiceModule", """{"customer":"cus_1","collectionMethod":"send_invoice","daysUntilDue":14,"autoAdvance":false}""");
        JsonObject final = await account.RunAsync("StripeInvoiceFinalizeModule", $$"""{"invoice":"{{draft["invoiceId"]}}"}""");

        Assert.Equal(("draft", 1250), (draft["status"]!.ToString(), (int)draft["amountDue"]!));
        Assert.Equal("open", final["status"]!.ToString());
        Assert.StartsWith("https://invoice.stripe.com/", final["hostedInvoiceUrl"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, vendor.IdempotencyKeys.Distinct().Count());
    }

    [Fact]
    public async Task ExecuteAsync_MeterEvent_CountsUse()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "StripeMeterEventModule", """{"eventName":"tokens_used","payload":{"stripe_customer_id":"cus_1","value":"25"},"identifier":"run-7"}""");
        ModuleError error = await account.FailAsync("StripeMeterEventModule", """{"eventName":"nosuch","payload":{"stripe_customer_id":"cus_1","value":"25"}}""");

        Assert.Equal("run-7", output["identifier"]!.ToString());
        Assert.Equal("no_meter", error.Code);
    }

    [Fact]
    public async Task ExecuteAsync_TheSameIdempotencyKey_PaysOnce()
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        const string input = """{"amount":1000,"currency":"eur","confirm":true,"idempotencyKey":"run-7-pay"}""";

        JsonObject first = await account.RunAsync("StripeModule", input);
        JsonObject again = await account.RunAsync("StripeModule", input);

        Assert.Equal(first["paymentIntentId"]!.ToString(), again["paymentIntentId"]!.ToString());
        Assert.Equal(1, vendor.ObjectsMade);
    }

    [Fact]
    public async Task ExecuteAsync_OrganizationKey_NamesAccountAndVersion()
    {
        await using StripeVendor vendor = await StartAsync();
        vendor.Accept("sk_org_test_EXAMPLE");
        using var account = new VendorAccount(vendor, "stripe", "organization-key", ("secretKey", "sk_org_test_EXAMPLE"), ("context", "acct_PLATFORM/acct_CONNECTED"));

        await account.RunAsync("StripeCustomerModule", """{"email":"ada@example.com"}""");

        Assert.Equal(("acct_PLATFORM/acct_CONNECTED", "2026-07-29.dahlia"), (vendor.Requests[0].Headers["Stripe-Context"], vendor.Requests[0].Headers["Stripe-Version"]));
    }

    [Fact]
    public async Task ExecuteAsync_RestrictedKeyWithoutThePermission_IsRefusedAndKeepsTheKeyToItself()
    {
        await using StripeVendor vendor = await StartAsync();
        vendor.Accept("rk_test_abcEXAMPLE", "rak_customer_write");
        using var account = new VendorAccount(vendor, "stripe", "restricted-key", ("secretKey", "rk_test_abcEXAMPLE"));

        await account.RunAsync("StripeCustomerModule", """{"email":"ada@example.com"}""");
        ModuleError error = await account.FailAsync("StripeRefundModule", """{"paymentIntent":"pi_1"}""");

        Assert.Equal(("http_403", 403), (error.Code, error.StatusCode));
        Assert.DoesNotContain("MPLE", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StripeModule", """{"amount":1000,"currency":"eur","confirm":true,"paymentMethod":"pm_card_chargeDeclined"}""", "card_declined", 402)]
    [InlineData("StripeCheckoutModule", """{"success_url":"https://shop.example.com/ok"}""", "parameter_missing", 400)]
    public async Task ExecuteAsync_StripeRefuses_IsAnErrorWithItsCode(string module, string input, string code, int status)
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync(module, input);

        Assert.Equal((code, status), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("StripeModule", """{"amount":0,"currency":"eur"}""", "amount")]
    [InlineData("StripeModule", """{"amount":10,"currency":"EUR"}""", "currency")]
    [InlineData("StripeRefundModule", """{"paymentIntent":"pi_1","reason":"because"}""", "reason")]
    [InlineData("StripePricesModule", """{"limit":101}""", "limit")]
    public async Task ExecuteAsync_InputOutsideItsBounds_IsNamedAndNothingIsSent(string module, string input, string field)
    {
        await using StripeVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync(module, input);

        Assert.Equal(field, Assert.Single(error.Problems).Field);
        Assert.Empty(vendor.Requests);
    }

    private static async Task<StripeVendor> StartAsync()
    {
        StripeVendor vendor = await StripeVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Key);
        return vendor;
    }

    private static VendorAccount Account(StripeVendor vendor) => new(vendor, "stripe", "secret-key", ("secretKey", Key));
}

using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
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

using IntegrationHost.TestVendors;
using Microsoft.AspNetCore.WebUtilities;
using Stripe;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>Stripe's own library against the local vendor, and beside our modules.</summary>
public sealed class StripeClientTests
{
    private const string Key = "sk_test_abcEXAMPLE";

    [Fact]
    public async Task CreateAsync_CustomerAndPayment_LibraryAndModuleSendTheSame()
    {
        await using StripeVendor vendor = await StartAsync();
        using var account = new VendorAccount(vendor, "stripe", "secret-key", ("secretKey", Key));
        StripeClient client = Client(vendor);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var metadata = new Dictionary<string, string> { ["run"] = "r 1" };

        Customer customer = await client.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "ada@example.com", Name = "Ada", Metadata = metadata }, cancellationToken: cancellationToken);
        await account.RunAsync("StripeCustomerModule", """{"email":"ada@example.com","name":"Ada","metadata":{"run":"r 1"}}""");
        PaymentIntent intent = await client.V1.PaymentIntents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1000, Currency = "eur", Confirm = true }, cancellationToken: cancellationToken);
        await account.RunAsync("StripeModule", """{"amount":1000,"currency":"eur","confirm":true}""");

        Assert.Equal(("cus_0001", "succeeded"), (customer.Id, intent.Status));
        AssertSame(vendor.Requests[0], vendor.Requests[1]);
        AssertSame(vendor.Requests[2], vendor.Requests[3]);
        Assert.Equal(4, vendor.IdempotencyKeys.Distinct().Count());
    }

    [Fact]
    public async Task CreateAsync_InvoiceAndFinalize_LibraryAndModuleSendTheSame()
    {
        await using StripeVendor vendor = await StartAsync();
        using var account = new VendorAccount(vendor, "stripe", "secret-key", ("secretKey", Key));
        StripeClient client = Client(vendor);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        await client.V1.InvoiceItems.CreateAsync(new InvoiceItemCreateOptions { Customer = "cus_1", Amount = 1250, Currency = "eur" }, cancellationToken: cancellationToken);
        Invoice draft = await client.V1.Invoices.CreateAsync(new InvoiceCreateOptions { Customer = "cus_1", PendingInvoiceItemsBehavior = "include" }, cancellationToken: cancellationToken);
        Invoice final = await client.V1.Invoices.FinalizeInvoiceAsync(draft.Id, cancellationToken: cancellationToken);
        await account.RunAsync("StripeInvoiceItemModule", """{"customer":"cus_1","amount":1250,"currency":"eur"}""");
        await account.RunAsync("StripeInvoiceModule", """{"customer":"cus_1"}""");

        Assert.Equal(("draft", 1250, "open"), (draft.Status, draft.AmountDue, final.Status));
        AssertSame(vendor.Requests[0], vendor.Requests[3]);
        AssertSame(vendor.Requests[1], vendor.Requests[4]);
    }

    [Fact]
    public async Task ListAutoPagingAsync_Prices_GoesThroughEveryPage()
    {
        await using StripeVendor vendor = await StartAsync();
        var ids = new List<string>();

        await foreach (Price price in Client(vendor).V1.Prices.ListAutoPagingAsync(new PriceListOptions { Limit = 2 }, cancellationToken: TestContext.Current.CancellationToken))
            ids.Add(price.Id);

        Assert.Equal(["price_1", "price_2", "price_3"], ids);
    }

    [Fact]
    public async Task GetAsync_KeysThatMayNot_AreTheLibrarysErrorsToo()
    {
        await using StripeVendor vendor = await StartAsync();
        vendor.Accept("rk_test_abcEXAMPLE", "rak_customer_write");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        StripeException forbidden = await Assert.ThrowsAsync<StripeException>(() => Client(vendor, "rk_test_abcEXAMPLE").V1.Balance.GetAsync(cancellationToken: cancellationToken));
        StripeException unknown = await Assert.ThrowsAsync<StripeException>(() => Client(vendor, "sk_test_otherEXAMPLE").V1.Balance.GetAsync(cancellationToken: cancellationToken));
        StripeException publishable = await Assert.ThrowsAsync<StripeException>(() => Client(vendor, "pk_test_abcEXAMPLE").V1.Balance.GetAsync(cancellationToken: cancellationToken));

        Assert.Equal((403, 401, "secret_key_required"), ((int)forbidden.HttpStatusCode, (int)unknown.HttpStatusCode, publishable.StripeError.Code));
        Assert.Contains("rak_balance_read", forbidden.StripeError.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(VendorRequest library, VendorRequest module)
    {
        Assert.Equal((library.Method, library.Path), (module.Method, module.Path));
        Assert.Equal(QueryHelpers.ParseQuery(library.Body).OrderBy(field => field.Key, StringComparer.Ordinal), QueryHelpers.ParseQuery(module.Body).OrderBy(field => field.Key, StringComparer.Ordinal));
        Assert.All([library, module], request => Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}\\.[a-z]+$", request.Headers["Stripe-Version"]));
        Assert.Equal(library.Headers["Content-Type"].Split(';')[0], module.Headers["Content-Type"].Split(';')[0]);
    }

    private static async Task<StripeVendor> StartAsync()
    {
        StripeVendor vendor = await StripeVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Key);
        return vendor;
    }

    private static StripeClient Client(StripeVendor vendor, string key = Key) => new(key, apiBase: "http://" + vendor.HostAndPort);
}

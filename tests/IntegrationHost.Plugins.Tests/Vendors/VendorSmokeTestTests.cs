using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class VendorSmokeTestTests
{
    /// <summary>Every credential kind, each with a local vendor.</summary>
    public static TheoryData<string, string> Kinds()
    {
        var rows = new TheoryData<string, string>();
        foreach (VendorCase item in VendorCases.All)
            rows.Add(item.ProviderId, item.KindId);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_KeyIsUnknownThenGivenOutThenRevoked_TheVerdictFollows(string providerId, string kindId)
    {
        VendorCase item = VendorCases.Of(providerId, kindId);
        await using Vendor vendor = await item.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = item.Account(vendor);

        Verdict unknown = await account.TestAsync();
        item.Accept(vendor);
        Verdict accepted = await account.TestAsync();
        vendor.Revoke(item.Key);
        Verdict revoked = await account.TestAsync();

        Assert.Equal((item.Refused, VerdictKind.Valid, item.Refused), (unknown.Kind, accepted.Kind, revoked.Kind));
        Assert.DoesNotContain(item.Key, string.Concat(vendor.Requests.Select(request => request.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_SomethingStandsInTheWay_NothingIsEarned(string providerId, string kindId)
    {
        VendorCase item = VendorCases.Of(providerId, kindId);
        await using Vendor vendor = await item.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = item.Account(vendor);
        item.Accept(vendor);
        foreach (VendorMode mode in Enum.GetValues<VendorMode>().Where(mode => mode != VendorMode.Normal))
        {
            vendor.Mode = mode;

            // A host of its own each: one that knows of a limit would not send what follows.
            using VendorAccount other = item.Account(vendor);
            Verdict verdict = await other.TestAsync();

            Assert.Equal((mode, mode == VendorMode.RateLimited ? VerdictKind.RateLimited : VerdictKind.Indeterminate), (mode, verdict.Kind));
        }

        Assert.Empty(vendor.RedirectedRequests);
        vendor.Mode = VendorMode.Normal;
        Assert.Equal(VerdictKind.Valid, (await account.TestAsync()).Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_NobodyListens_IsIndeterminate(string providerId, string kindId)
    {
        VendorCase item = VendorCases.Of(providerId, kindId);
        Vendor vendor = await item.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = item.Account(vendor);
        item.Accept(vendor);
        await vendor.DisposeAsync();

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Indeterminate, "channel.unreachable"), (verdict.Kind, verdict.RuleId));
    }

    [Fact]
    public async Task RunAsync_Slack_TellsWorkspaceAndScopes()
    {
        await using SlackVendor vendor = await SlackVendor.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = Account(vendor, "slack", "bot-token", ("botToken", "xoxb-1-EXAMPLE"));
        vendor.Accept("xoxb-1-EXAMPLE", "chat:write", "channels:read");

        Verdict verdict = await account.TestAsync();

        Assert.Equal("Example Team", verdict.Identity[0].Value);
        Assert.Equal(["channels:read", "chat:write"], verdict.Scopes);
    }

    [Fact]
    public async Task RunAsync_OpenAIRestrictedKey_IsInsufficient()
    {
        await using OpenAiVendor vendor = await OpenAiVendor.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = Account(vendor, "openai", "project-key", ("apiKey", "sk-proj-EXAMPLE"));
        vendor.Accept("sk-proj-EXAMPLE", "model.request");

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Insufficient, "openai.missing-scopes"), (verdict.Kind, verdict.RuleId));
    }

    [Theory]
    [InlineData(null, VerdictKind.Valid)]
    [InlineData("org-EXAMPLE", VerdictKind.Valid)]
    [InlineData("org-other", VerdictKind.Invalid)]
    public async Task RunAsync_OpenAIOrganization_IsSentOnlyIfSet(string? organization, VerdictKind expected)
    {
        await using OpenAiVendor vendor = await OpenAiVendor.StartAsync(TestContext.Current.CancellationToken);
        (string, string)[] fields = organization is null ? [("apiKey", "sk-proj-EXAMPLE")] : [("apiKey", "sk-proj-EXAMPLE"), ("organizationId", organization)];
        using VendorAccount account = Account(vendor, "openai", "project-key", fields);
        vendor.Accept("sk-proj-EXAMPLE");

        Assert.Equal(expected, (await account.TestAsync()).Kind);
        Assert.Equal(organization is not null, vendor.Requests[0].Headers.ContainsKey("OpenAI-Organization"));
    }

    [Theory]
    [InlineData("rk_live_abcEXAMPLE", new[] { "rak_accounts_kyc_basic_read" }, VerdictKind.Valid, "stripe.ok", "live")]
    [InlineData("rk_test_abcEXAMPLE", new[] { "rak_balance_read" }, VerdictKind.Valid, "stripe.ok-balance", "test")]
    [InlineData("rk_test_abcEXAMPLE", new[] { "rak_customer_write" }, VerdictKind.Insufficient, "stripe.no-read-permission", "test")]
    public async Task RunAsync_StripeRestrictedKey_FallsBackToTheBalance(string key, string[] permissions, VerdictKind kind, string rule, string mode)
    {
        await using StripeVendor vendor = await StripeVendor.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = Account(vendor, "stripe", "restricted-key", ("secretKey", key));
        vendor.Accept(key, permissions);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((kind, rule, mode), (verdict.Kind, verdict.RuleId, verdict.Mode));
        Assert.All(vendor.Requests, request => Assert.Equal("2026-07-29.dahlia", request.Headers["Stripe-Version"]));
    }

    [Theory]
    [InlineData("acct_CONNECTED", VerdictKind.Valid)]
    [InlineData("acct_other", VerdictKind.Invalid)]
    public async Task RunAsync_StripeConnectedAccount_IsNamedAndStaysReadable(string accountId, VerdictKind kind)
    {
        await using StripeVendor vendor = await StripeVendor.StartAsync(TestContext.Current.CancellationToken);
        using VendorAccount account = Account(vendor, "stripe", "secret-key", ("secretKey", "sk_test_abcEXAMPLE"), ("accountId", accountId));
        vendor.Accept("sk_test_abcEXAMPLE");

        Verdict verdict = await account.TestAsync();

        Assert.Equal(kind, verdict.Kind);
        Assert.Equal(kind == VerdictKind.Valid, verdict.Identity.Any(fact => fact.Value == accountId));
    }

    private static VendorAccount Account(Vendor vendor, string providerId, string kindId, params (string Field, string Value)[] fields) =>
        new(vendor, providerId, kindId, fields);
}

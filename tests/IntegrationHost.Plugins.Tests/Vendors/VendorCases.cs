using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>Every credential kind of the curated providers with its local vendor: one row each.</summary>
internal static class VendorCases
{
    public static IReadOnlyList<VendorCase> All { get; } =
    [
        VendorCase.Plain("openai", "admin-key", "adminKey", "sk-admin-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Plain("openai", "project-key", "apiKey", "sk-proj-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Plain("slack", "bot-token", "botToken", "xoxb-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("slack", "user-token", "userToken", "xoxp-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("stripe", "restricted-key", "secretKey", "rk_test_abcEXAMPLE", StripeVendor.StartAsync) with { Scopes = ["rak_balance_read"] },
        VendorCase.Plain("stripe", "secret-key", "secretKey", "sk_test_abcEXAMPLE", StripeVendor.StartAsync),
    ];

    public static VendorCase Of(string providerId, string kindId) => All.Single(item => item.ProviderId == providerId && item.KindId == kindId);
}

using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>Every credential kind of the curated providers with its local vendor: one row each.</summary>
internal static class VendorCases
{
    public static IReadOnlyList<VendorCase> All { get; } =
    [
        VendorCase.Plain("gemini", "api-key", "apiKey", "AQ.abcEXAMPLE", GeminiVendor.StartAsync),
        VendorCase.Plain("github", "classic-token", "token", "ghp_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Plain("github", "fine-grained-token", "token", "github_pat_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Plain("github", "oauth-token", "token", "gho_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Plain("openai", "admin-key", "adminKey", "sk-admin-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Plain("openai", "project-key", "apiKey", "sk-proj-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Plain("slack", "bot-token", "botToken", "xoxb-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("slack", "user-token", "userToken", "xoxp-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("stripe", "restricted-key", "secretKey", "rk_test_abcEXAMPLE", StripeVendor.StartAsync) with { Scopes = ["rak_balance_read"] },
        VendorCase.Plain("stripe", "secret-key", "secretKey", "sk_test_abcEXAMPLE", StripeVendor.StartAsync),
        VendorCase.Of(
            "twilio", "api-key", "SK0EXAMPLE:secretEXAMPLE", TwilioVendor.StartAsync,
            _ => [("accountSid", TwilioVendor.AccountSid), ("keySid", "SK0EXAMPLE"), ("keySecret", "secretEXAMPLE")]),
        VendorCase.Of("twilio", "auth-token", TwilioVendor.AccountSid + ":tokenEXAMPLE", TwilioVendor.StartAsync, _ => [("accountSid", TwilioVendor.AccountSid), ("authToken", "tokenEXAMPLE")]),
    ];

    public static VendorCase Of(string providerId, string kindId) => All.Single(item => item.ProviderId == providerId && item.KindId == kindId);
}

using IntegrationHost.Contracts.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>Every credential kind of the curated providers with its local vendor: one row each.</summary>
internal static class VendorCases
{
    public static IReadOnlyList<VendorCase> All { get; } =
    [
        VendorCase.Plain("gemini", "api-key", "apiKey", "AQ.abcEXAMPLE", GeminiVendor.StartAsync),
        VendorCase.Of(
            "github", "app-installation", "app9870011", GitHubVendor.StartAsync,
            vendor => [("appId", "app9870011"), ("installationId", GitHubVendor.InstallationId), ("privateKey", vendor.AppPrivateKey)]),
        VendorCase.Plain("github", "classic-token", "token", "ghp_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Plain("github", "fine-grained-token", "token", "github_pat_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Plain("github", "oauth-token", "token", "gho_abcEXAMPLE", GitHubVendor.StartAsync),
        VendorCase.Of("gmail", "oauth", "1//0EXAMPLE-refresh", GoogleVendor.StartGmailAsync, _ => GoogleClient("1//0EXAMPLE-refresh")),
        VendorCase.Of("gmail", "service-account", GoogleVendor.Robot, GoogleVendor.StartGmailAsync, GoogleRobot),
        VendorCase.Of("google-calendar", "oauth", "1//0EXAMPLE-refresh", GoogleVendor.StartCalendarAsync, _ => GoogleClient("1//0EXAMPLE-refresh")),
        VendorCase.Of("google-calendar", "service-account", GoogleVendor.Robot, GoogleVendor.StartCalendarAsync, GoogleRobot),
        VendorCase.Of("hubspot", "oauth", "na1-abc-EXAMPLE", HubSpotVendor.StartAsync,
            _ => [("clientId", HubSpotVendor.ClientId), ("clientSecret", HubSpotVendor.ClientSecret), ("refreshToken", "na1-abc-EXAMPLE")]),
        VendorCase.Plain("hubspot", "private-app", "privateAppToken", "pat-na1-abcEXAMPLE", HubSpotVendor.StartAsync),
        VendorCase.Plain("openai", "admin-key", "adminKey", "sk-admin-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Plain("openai", "project-key", "apiKey", "sk-proj-abcEXAMPLE", OpenAiVendor.StartAsync),
        VendorCase.Of("salesforce", "client-credentials", "secretEXAMPLE", SalesforceVendor.StartAsync, _ => [("clientId", SalesforceVendor.ClientId), ("clientSecret", "secretEXAMPLE")]),
        VendorCase.Of(
            "salesforce", "jwt-bearer", SalesforceVendor.Username, SalesforceVendor.StartAsync,
            vendor => [("clientId", SalesforceVendor.ClientId), ("username", SalesforceVendor.Username), ("audience", "https://login.salesforce.com"), ("privateKey", vendor.PrivateKey)]) with { Refused = VerdictKind.Insufficient },
        VendorCase.Of(
            "salesforce", "refresh-token", "5Aep861EXAMPLE", SalesforceVendor.StartAsync,
            _ => [("clientId", SalesforceVendor.ClientId), ("clientSecret", "anyEXAMPLE"), ("refreshToken", "5Aep861EXAMPLE")]) with { Refused = VerdictKind.Indeterminate },
        VendorCase.Of(
            "salesforce", "username-password", "passwordTokenOfEXAMPLE", SalesforceVendor.StartAsync,
            _ => [("clientId", SalesforceVendor.ClientId), ("clientSecret", "anyEXAMPLE"), ("username", SalesforceVendor.Username), ("password", "passwordTokenOfEXAMPLE")]) with { Refused = VerdictKind.Indeterminate },
        VendorCase.Of("securekey", "approle", "secret-idEXAMPLE", VaultVendor.StartAsync, _ => [("roleId", "roleEXAMPLE"), ("secretId", "secret-idEXAMPLE")]),
        VendorCase.Of("securekey", "jwt", "eyJ0.workloadEXAMPLE", VaultVendor.StartAsync, _ => [("role", "deploy"), ("jwt", "eyJ0.workloadEXAMPLE")]),
        VendorCase.Of("securekey", "kubernetes", "eyJ0.workloadEXAMPLE", VaultVendor.StartAsync, _ => [("role", "deploy"), ("jwt", "eyJ0.workloadEXAMPLE")]),
        VendorCase.Plain("securekey", "token", "token", "hvs.operationsEXAMPLE", VaultVendor.StartAsync) with { Scopes = ["reader"] },
        VendorCase.Plain("slack", "app-token", "appToken", "xapp-1-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("slack", "bot-token", "botToken", "xoxb-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Plain("slack", "incoming-webhook", "webhookUrl", "https://hooks.slack.com/services/T0/B0/abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Of("slack", "rotating-token", "xoxe-1-abcEXAMPLE", SlackVendor.StartAsync,
            _ => [("clientId", SlackVendor.ClientId), ("clientSecret", SlackVendor.ClientSecret), ("refreshToken", "xoxe-1-abcEXAMPLE")]),
        VendorCase.Plain("slack", "user-token", "userToken", "xoxp-000000000000-abcEXAMPLE", SlackVendor.StartAsync),
        VendorCase.Of("stripe", "organization-key", "sk_org_test_abcEXAMPLE", StripeVendor.StartAsync, vendor => [("secretKey", "sk_org_test_abcEXAMPLE"), ("context", vendor.ConnectedAccounts[0])]),
        VendorCase.Plain("stripe", "restricted-key", "secretKey", "rk_test_abcEXAMPLE", StripeVendor.StartAsync) with { Scopes = ["rak_balance_read"] },
        VendorCase.Plain("stripe", "secret-key", "secretKey", "sk_test_abcEXAMPLE", StripeVendor.StartAsync),
        VendorCase.Of(
            "twilio", "api-key", "SK0EXAMPLE:secretEXAMPLE", TwilioVendor.StartAsync,
            _ => [("accountSid", TwilioVendor.AccountSid), ("keySid", "SK0EXAMPLE"), ("keySecret", "secretEXAMPLE")]),
        VendorCase.Of("twilio", "auth-token", TwilioVendor.AccountSid + ":tokenEXAMPLE", TwilioVendor.StartAsync, _ => [("accountSid", TwilioVendor.AccountSid), ("authToken", "tokenEXAMPLE")]),
        VendorCase.Of(
            "twilio", "oauth-app", "OQ0EXAMPLE:secretEXAMPLE", TwilioVendor.StartAsync,
            _ => [("accountSid", TwilioVendor.AccountSid), ("clientId", "OQ0EXAMPLE"), ("clientSecret", "secretEXAMPLE")]),
    ];

    private static (string Field, string Value)[] GoogleClient(string refreshToken) =>
        [("clientId", GoogleVendor.ClientId), ("clientSecret", GoogleVendor.ClientSecret), ("refreshToken", refreshToken)];

    private static (string Field, string Value)[] GoogleRobot(GoogleVendor vendor) =>
        [("serviceAccountKey", vendor.ServiceAccountKey), ("delegatedUser", GoogleVendor.Person)];

    public static VendorCase Of(string providerId, string kindId) => All.Single(item => item.ProviderId == providerId && item.KindId == kindId);
}

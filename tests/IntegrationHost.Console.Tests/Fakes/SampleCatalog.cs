using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>A catalogue in the shape of the real one, with invented values.</summary>
internal static class SampleCatalog
{
    public static IReadOnlyList<ProviderCard> Providers { get; } =
    [
        Provider("slack", "Slack", "Communication", "#4A154B", "SL",
            Kind("botToken", "Bot token", "https://api.slack.com/apps",
                Field("botToken", "Bot token", "OAuth & Permissions, Bot User OAuth Token", secret: true, pattern: "xoxb-[A-Za-z0-9-]+", prefixes: ["xoxb-"], min: 24, max: 255, example: "xoxb-EXAMPLE"),
                Field("teamId", "Workspace id", "Begins with T; in the address of the web client", required: false, pattern: "T[A-Z0-9]+", example: "T0EXAMPLE")),
            Kind("userToken", "User token", "https://api.slack.com/apps",
                Field("userToken", "User token", "OAuth & Permissions, User OAuth Token", secret: true, pattern: "xoxp-[A-Za-z0-9-]+", prefixes: ["xoxp-"], example: "xoxp-EXAMPLE"))),
        Provider("stripe", "Stripe", "Payments", "#635BFF", "ST",
            Kind("secretKey", "Restricted key", "https://dashboard.stripe.com/apikeys",
                Field("secretKey", "Secret key", "Developers, API keys; prefer a restricted one", secret: true, pattern: "[rs]k_(live|test)_[A-Za-z0-9]{20,247}", prefixes: ["rk_live_", "rk_test_", "sk_live_", "sk_test_"], example: "rk_test_EXAMPLE"),
                Field("accountId", "Account", "Only for a connected account", required: false, pattern: "acct_[A-Za-z0-9]{16}", example: "acct_EXAMPLE"),
                Field("webhookSecret", "Webhook secret", "Developers, Webhooks, Signing secret", secret: true, required: false, prefixes: ["whsec_"], example: "whsec_EXAMPLE"))),
        Provider("openai", "OpenAI", "AI", "#10A37F", "AI",
            Kind("apiKey", "API key", "https://platform.openai.com/api-keys",
                Field("apiKey", "API key", "Settings, API keys", secret: true, prefixes: ["sk-"], min: 40, max: 220, example: "sk-EXAMPLE"))),
        Provider("github", "GitHub", "Development", "#8B949E", "GH",
            Kind("token", "Fine-grained token", "https://github.com/settings/tokens", Field("token", "Token", "Settings, Developer settings", secret: true, prefixes: ["github_pat_", "ghp_"], example: "github_pat_EXAMPLE")),
            Kind("app", "GitHub App", "https://github.com/settings/apps", Field("appId", "App id", "A number", pattern: "[0-9]+", example: "12345"),
                Field("privateKey", "Private key", "The PEM file that GitHub gave you.", secret: true, prefixes: ["-----BEGIN "], example: "-----BEGIN EXAMPLE") with { MultiLine = true })),
        Provider("gemini", "Google Gemini", "AI", "#4285F4", "GG", Simple("apiKey", "API key")),
        Provider("hubspot", "HubSpot", "CRM", "#FF7A59", "HS", Simple("token", "Private app token")),
        Provider("mailtrap", "Mailtrap", "Email", "#22D172", "MT", Simple("token", "API token")),
        Provider("salesforce", "Salesforce", "CRM", "#00A1E0", "SF", Simple("clientSecret", "Client secret", "twin_"),
            Kind("oauth", "OAuth", "https://keys.example", Field("clientId", "Client id", "Setup, App Manager"),
                Field("refreshToken", "Refresh token", "Granted at the provider", secret: true)) with { AuthorizedField = "refreshToken", DeviceCodes = true }),
        Provider("sendgrid", "SendGrid", "Email", "#1A82E2", "SG", Simple("apiKey", "API key", "twin_")),
        Provider("twilio", "Twilio", "Communication", "#F22F46", "TW", Simple("authToken", "Auth token")),
        Provider("vault", "HashiCorp Vault", "Security", "#FFEC6E", "VA", Simple("token", "Token")),
    ];

    private static ProviderCard Provider(string id, string name, string category, string accent, string icon, params CredentialKindCard[] kinds) =>
        new(id, name, category, $"{name} for workflows.", "1.0.0", accent, icon, $"https://docs.{id}.example", kinds[0].ManageUrl, $"https://api.{id}.example/v1",
            [$"api.{id}.example"], kinds, [new ModuleCard($"com.example.{id}.Module", id, $"{name} module", "Does something.", [])], 0, 0, 0);

    private static CredentialKindCard Kind(string id, string name, string manage, params CredentialFieldCard[] fields) => new(id, name, $"Choose {name}.", manage, manage, fields);

    private static CredentialKindCard Simple(string key, string label, params string[] prefixes) =>
        Kind(key, label, "https://keys.example", Field(key, label, "In the settings of the provider", secret: true, prefixes: prefixes));

    private static CredentialFieldCard Field(
        string key, string label, string help, bool secret = false, bool required = true, string? pattern = null, string[]? prefixes = null, int? min = null, int? max = null, string example = "") =>
        new(key, label, help, example, secret, required, pattern, prefixes ?? [], min, max, example);
}

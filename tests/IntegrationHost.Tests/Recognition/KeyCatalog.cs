using IntegrationHost.Client.Wire;

namespace IntegrationHost.Tests.Recognition;

/// <summary>Made-up providers whose keys begin and look as real ones do: nested beginnings, shared ones, none at all.</summary>
internal static class KeyCatalog
{
    public static readonly IReadOnlyList<ProviderCard> Providers =
    [
        Provider("chat", Kind("bot", Secret("token", "[a-z0-9-]+", ["cb-"], "CHAT_TOKEN"), Secret("signing", "[0-9a-f]{32}", [], "CHAT_SIGNING") with { Required = false })),
        Provider(
            "model",
            Kind("project", Secret("key", "mk-(?:proj-[A-Za-z0-9_-]+|[A-Za-z0-9]+)", ["mk-proj-", "mk-"], "MODEL_KEY"), Plain("organisation", "org-[a-z]+", "MODEL_ORG")),
            Kind("admin", Secret("key", "mk-admin-[A-Za-z0-9_-]+", ["mk-admin-"], "MODEL_ADMIN_KEY", "MODEL_KEY"))),
        Provider("pay", Kind("secret", Secret("key", "pk_[a-z0-9]+", ["pk_"], "STRIPE_API_KEY")), Kind("copy", Secret("key", "pk_[a-z0-9]+", ["pk_"], "STRIPE_API_KEY"))),
        Provider(
            "phone",
            Kind("token", Secret("sid", "AC[0-9a-f]{32}", ["AC"], "PHONE_SID"), Secret("token", "[0-9a-f]{32}", [], "PHONE_TOKEN")),
            Kind("key", Secret("sid", "AC[0-9a-f]{32}", ["AC"], "PHONE_SID"), Secret("key", "SK[0-9a-f]{32}", ["SK"], "PHONE_KEY"), Secret("secret", "[A-Za-z0-9]{32}", [], "PHONE_SECRET"))),
        Provider("code", Kind("token", Secret("token", "g[ho][pou]_[A-Za-z0-9]+", ["ghp_", "gho_"], "GH_TOKEN", "GITHUB_TOKEN"))),
        Provider("sheet", Kind("service", Secret("document", ".+", [], "GOOGLE_APPLICATION_CREDENTIALS"))),
        Provider("vault", Kind("token", Secret("token", "hvx\\.[A-Za-z0-9]+", ["hvx."], "VAULT_TOKEN"))),
        Provider("loose", Kind("any", Secret("key", null, [], "LOOSE_KEY")), Kind("letters", Secret("key", "[A-Za-z0-9]+", [], "LETTERS_KEY"))),
        Provider("kept", Kind("copy", Secret("key", "cb-[a-z0-9-]+", ["cb-"])) with { Tested = false }),
    ];

    private static ProviderCard Provider(string id, params CredentialKindCard[] kinds) => new(
        id, id, "Test", "", "1.0.0", "#000000", "", "", "", $"https://api.{id}.example", [$"api.{id}.example"], kinds, [], 0, 0, 0);

    private static CredentialKindCard Kind(string id, params CredentialFieldCard[] fields) => new(id, id, "", "", "", fields);

    private static CredentialFieldCard Secret(string key, string? pattern, IReadOnlyList<string> prefixes, params string[] variables) =>
        new(key, key, "", "", true, true, pattern, prefixes, null, null, (prefixes.Count > 0 ? prefixes[0] : "") + "EXAMPLE", variables);

    private static CredentialFieldCard Plain(string key, string pattern, params string[] variables) => new(key, key, "", "", false, false, pattern, [], null, null, "", variables);
}

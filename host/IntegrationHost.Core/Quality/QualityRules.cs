using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntegrationHost.Core.Quality;

/// <summary>The scale. What a rule asks for is looked up in the files and in the plugin itself, never believed.</summary>
internal static partial class QualityRules
{
    private const int FewestReplies = 8;
    private const int FewestModules = 6;

    private static readonly string[] Earned = ["Valid", "Insufficient", "Invalid"];
    private static readonly string[] Verdicts = [.. Earned, "RateLimited", "Indeterminate"];
    private static readonly string[] ReadmeParts = ["## Smoke test", "## Against a local server", "## Replies", "| Verdict |"];
    private static readonly string[] Exchanging = ["oauth2", "githubApp", "vault"];
    private static readonly string[] ValueLists = ["inputs", "outputs"];
    private static readonly string[] PageInputs = ["page", "pageToken", "cursor", "after", "startingAfter", "offset"];

    /// <summary>Every rule, from bronze to platinum.</summary>
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        new(QualityTier.Bronze, "links", provider => Lacking("provider", provider.Provider, "docsUrl", "manageUrl").Concat(provider.Kinds.SelectMany(kind => Lacking(Id(kind), kind, "docsUrl", "manageUrl")))),
        new(QualityTier.Bronze, "field-help", provider => provider.Kinds.SelectMany(kind => Fields(kind).SelectMany(field =>
            Lacking($"{Id(kind)}.{field["key"]}", field, Is(field, "required") ? ["label", "help", "placeholder"] : ["label", "help"])))),
        new(QualityTier.Bronze, "key-formats", provider => provider.Kinds.SelectMany(kind => Fields(kind).Where(field => Is(field, "required") && Is(field, "secret"))
            .Where(field => field["prefixes"] is null && field["pattern"] is null).Select(field => $"{Id(kind)}.{field["key"]}"))),
        new(QualityTier.Bronze, "smoke-test", provider => provider.SmokeTests.SelectMany(test => Without(test, "Valid", "Invalid", "RateLimited"))),
        new(QualityTier.Bronze, "earned-verdicts", provider => provider.SmokeTests.SelectMany(test => Rules(test.Test).Where(rule => rule["verdict"] is not null)
            .Where(rule => rule["message"]?.ToString().EndsWith('.') != true || (Earned.Contains(rule["verdict"]!.ToString()) && rule["body"] is null && rule["text"] is null)).Select(Id))),
        new(QualityTier.Bronze, "modules", provider => provider.Modules.Count(module => module["operation"] is not null) >= FewestModules ? [] : [$"fewer than {FewestModules}"]),
        new(QualityTier.Bronze, "readme", provider => ReadmeParts.Concat(provider.Kinds.Select(kind => $"`{Id(kind)}`")).Concat(provider.Modules.Select(module => $"`{ProviderEvidence.SimpleClass(module)}`"))
            .Where(part => !provider.Readme.Contains(part, StringComparison.Ordinal))),

        new(QualityTier.Silver, "replies", provider => provider.Kinds.SelectMany(kind => provider.Replies(kind).Select(reply => reply.Name).ToArray() is var names && names.Length < FewestReplies
            ? [$"{Id(kind)}: {names.Length}"]
            : ReplySituations.Of(kind).Except(names).Select(name => $"{Id(kind)}/{name}"))),
        new(QualityTier.Silver, "rules-reached", provider => provider.Kinds.SelectMany(kind => Deciding(provider.SmokeTestOf(kind)).Select(Id)
            .Except(provider.Replies(kind).Select(reply => reply.Reply.Expected.RuleId)).Select(rule => $"{Id(kind)}: {rule}"))),
        new(QualityTier.Silver, "replies-per-verdict", provider => provider.Kinds.SelectMany(kind => Verdicts.Except(provider.Replies(kind).Select(reply => reply.Reply.Expected.Verdict)).Select(verdict => $"{Id(kind)}: {verdict}"))),
        new(QualityTier.Silver, "local-vendor", provider => provider.Kinds.Select(Id).Except(provider.Tests.KindsWithVendor)),
        new(QualityTier.Silver, "modules-executed", provider => provider.Modules.Select(ProviderEvidence.SimpleClass).Where(name => !provider.Tests.Source.Contains($"\"{name}\"", StringComparison.Ordinal))),
        new(QualityTier.Silver, "import", provider => provider.Kinds.Where(kind => Fields(kind).All(field => field["importEnvironment"] is null)).Select(Id)),
        new(QualityTier.Silver, "errors-mapped", provider => Operations(provider).Where(item => item.Operation["error"]?["code"] is null).Select(item => item.Class)),

        new(QualityTier.Gold, "identity", provider => provider.SmokeTests.Where(test => Empty(test.Test, "identity")).Select(test => test.Name)),
        new(QualityTier.Gold, "scopes", provider => provider.SmokeTests.Where(test => Empty(test.Test, "scopes")).Select(test => test.Name)
            .Concat(provider.Modules.All(module => module["requiredScopes"] is null) ? ["no module has requiredScopes"] : [])),
        new(QualityTier.Gold, "expiry", provider => provider.Kinds.Where(kind => !Exchanged(kind) && Empty(provider.SmokeTestOf(kind), "expiry")).Select(Id)),
        new(QualityTier.Gold, "mode", provider => provider.SmokeTests.Where(test => Empty(test.Test, "mode") && Empty(test.Test, "accountType")).Select(test => test.Name)),
        new(QualityTier.Gold, "insufficient", provider => provider.SmokeTests.SelectMany(test => Without(test, "Insufficient"))),
        new(QualityTier.Gold, "paging", Unpaged),
        new(QualityTier.Gold, "idempotency", provider => Operations(provider).Where(item => item.Operation["method"]!.ToString() == "POST" && item.Operation["idempotencyHeader"] is null).Select(item => item.Class)),
        new(QualityTier.Gold, "version", provider => provider.Provider["apiVersion"] is not null || Versioned().IsMatch(new Uri(provider.Provider["baseUrl"]!.ToString()).AbsolutePath) ? []
            : Operations(provider).Where(item => !Versioned().IsMatch(item.Operation["path"]!.ToString())).Select(item => item.Class)),
        new(QualityTier.Gold, "cost", provider => provider.SmokeTests.SelectMany(test => ProviderEvidence.Objects(test.Test["requests"]).SelectMany(request => Lacking($"{test.Name}.{request["id"]}", request, "cost")))),
        new(QualityTier.Gold, "secret-paths", provider => Lacking("provider", provider.Provider, "secretPaths")),

        new(QualityTier.Platinum, "refresh", Unrefreshed),
        new(QualityTier.Platinum, "described", provider => provider.Modules.SelectMany(Undescribed)),
        new(QualityTier.Platinum, "failures-known", provider => provider.Modules.SelectMany(module => ProviderEvidence.Objects(module["exceptions"])
            .SelectMany(error => Lacking($"{ProviderEvidence.SimpleClass(module)}.{error["code"]}", error, "cause", "userAction")))),
        new(QualityTier.Platinum, "independent-client", provider => provider.Tests.HasClientTests ? [] : ["no test with the vendor's own library"]),
    ];

    private static IEnumerable<string> Unpaged(ProviderEvidence provider)
    {
        var pages = Operations(provider).Where(item => ProviderEvidence.Objects(item.Module["inputs"]).Any(input => PageInputs.Contains(input["name"]!.ToString()))
            || item.Class.Contains("List", StringComparison.Ordinal) || item.Operation["paging"] is not null).ToArray();
        return pages.Length == 0 ? ["no module gives pages"] : pages.Where(item => item.Operation["paging"] is null).Select(item => item.Class);
    }

    private static IEnumerable<string> Unrefreshed(ProviderEvidence provider)
    {
        JsonObject[] exchanging = [.. provider.Kinds.Where(Exchanged)];
        return exchanging.Length == 0
            ? ["no kind is exchanged for a token"]
            : exchanging.Where(kind => !provider.Replies(kind).Any(reply => reply.Name.StartsWith("refresh", StringComparison.Ordinal))).Select(Id);
    }

    private static IEnumerable<string> Undescribed(JsonObject module)
    {
        string name = ProviderEvidence.SimpleClass(module);
        IEnumerable<string> values = ValueLists.SelectMany(part => ProviderEvidence.Objects(module[part]))
            .Where(value => value["description"]?.ToString().EndsWith('.') != true).Select(value => $"{name}.{value["name"]}");
        return Lacking(name, module, "description", "behavior", "exceptions").Concat(values);
    }

    private static IEnumerable<(string Class, JsonObject Module, JsonObject Operation)> Operations(ProviderEvidence provider) => provider.Modules
        .Where(module => module["operation"] is not null).Select(module => (ProviderEvidence.SimpleClass(module), module, module["operation"]!.AsObject()));

    private static IEnumerable<JsonObject> Fields(JsonObject kind) => ProviderEvidence.Objects(kind["fields"]);

    private static IEnumerable<JsonObject> Rules(JsonObject test) => ProviderEvidence.Objects(test["rules"]);

    // A rule that names what lacks if an enrichment is refused decides nothing.
    private static IEnumerable<JsonObject> Deciding(JsonObject test)
    {
        string[] enrichments = [.. ProviderEvidence.Objects(test["requests"]).Where(request => Is(request, "enrichment")).Select(Id)];
        return Rules(test).Where(rule => rule["verdict"] is not null && (rule["missingScopes"] is null || !enrichments.Contains(rule["request"]?.ToString())));
    }

    private static IEnumerable<string> Without((string Name, JsonObject Test) test, params string[] verdicts) =>
        verdicts.Except(Rules(test.Test).Select(rule => rule["verdict"]?.ToString())).Select(verdict => $"{test.Name}: no {verdict}");

    private static IEnumerable<string> Lacking(string place, JsonObject node, params string[] names) => names.Where(name => node[name] is null or JsonArray { Count: 0 }).Select(name => $"{place}.{name}");

    private static bool Empty(JsonObject test, string list) => test[list] is not JsonArray { Count: > 0 };

    // What is exchanged has no end of its own that an answer could tell; the token's end is the host's affair.
    private static bool Exchanged(JsonObject kind) => Exchanging.Contains(kind["auth"]?["scheme"]?.ToString()) && kind["auth"]?["method"]?.ToString() != "token";

    private static bool Is(JsonObject node, string flag) => node[flag]?.GetValue<bool>() == true;

    private static string Id(JsonObject node) => node["id"]!.ToString();

    [GeneratedRegex(@"(^|/)(v\d|\d{4}-\d{2})")]
    private static partial Regex Versioned();
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>What the template shows: every text already a literal, identifier or documentation.</summary>
internal static class ProviderView
{
    /// <summary>Types that the generated file says as simple names: no type of its own may have one of them.</summary>
    private static readonly string[] UsedTypes =
    [
        "AccountProperty", "AuthScheme", "ClientAuthentication", "ConditionOperator", "ContractVersion", "DateOnly", "DateTimeOffset", "DescribedModule", "EnumWords", "ErrorShape", "FactFormat", "FactSource",
        "FilePart", "GeneratedCode", "GeneratedCodeAttribute", "Guid", "IModuleInput", "IModuleOutput", "IModuleRecord", "IProviderModule", "IProviderPlugin", "IReadOnlyList", "InputProblem",
        "InputReader", "InputRules", "JsonElement", "ModuleDescriptor", "OAuth2Grant", "OperationModule", "OutputReader", "OutputWriter", "PagedModule", "Paging", "PagingStyle", "ProviderDescriptor",
        "ProviderRequest", "Regex", "RequestBuilder", "StringBuilder", "TimeSpan", "VaultMethod", "VerdictKind", "System", "IntegrationHost",
    ];

    private const string FieldIndent = "                    ";

    private const string PartIndent = "                        ";

    /// <summary>How a fact is read if nothing is said.</summary>
    private const string DefaultFormat = "Text";

    public static ScriptObject Of(ProviderMetadata provider, string rootNamespace)
    {
        string name = CSharpText.Identifier(provider.Name, "Provider");
        var types = new HashSet<string>(UsedTypes, StringComparer.OrdinalIgnoreCase);
        string pluginClass = CSharpText.Distinct(name + "Plugin", types);
        return new ScriptObject
        {
            ["namespace"] = Namespace(rootNamespace, provider.Id),
            ["tool"] = CSharpText.Literal("IntegrationHost.Generators"),
            ["tool_version"] = CSharpText.Literal("1.1"),
            ["plugin_class"] = pluginClass,
            ["doc"] = Layout.Summary("", CSharpText.Documentation($"{provider.Name}: {provider.Description}", CSharpText.Words(pluginClass))),
            ["id"] = CSharpText.Literal(provider.Id),
            ["name"] = CSharpText.Literal(provider.Name),
            ["category"] = CSharpText.Literal(provider.Category),
            ["description"] = Layout.Property("        ", "Description", CodeValue.Literal(provider.Description)),
            ["version"] = CSharpText.Literal(provider.Version),
            ["accent_color"] = CSharpText.Literal(provider.AccentColor),
            ["icon"] = CSharpText.Literal(provider.Icon),
            ["docs_url"] = CSharpText.Literal(provider.DocsUrl),
            ["manage_url"] = CSharpText.Literal(provider.ManageUrl),
            ["base_url"] = CSharpText.Literal(provider.BaseUrl),
            ["allowed_hosts"] = CSharpText.Literals(provider.AllowedHosts),
            ["further"] = Array(new[] { ("Servers", Pairs(provider.Servers)), ("SecretPaths", CodeValue.Texts(provider.SecretPaths)) }
                .Where(fact => fact.Item2.IsSome).Select(fact => Layout.Property("        ", fact.Item1, fact.Item2))),
            ["kinds"] = Array(provider.CredentialKinds.Select(kind => Kind(kind, provider.ApiVersion))),
            ["modules"] = Array(provider.Modules.Select(module => ModuleView.Of(module, provider, types))),
        };
    }

    /// <summary>How many types the template makes of a view.</summary>
    public static int CountTypes(ScriptObject view) => 1 + Items(view, "modules").Sum(module => 1 + Items(module, "records").Sum(record => 1 + Items(record, "enums").Count()));

    private static IEnumerable<ScriptObject> Items(ScriptObject view, string name) => ((ScriptArray)view[name]!).Cast<ScriptObject>();

    /// <summary>
    /// The project's namespace if it ends in the provider's id, and otherwise one for the provider within it: a project of several files may well have two modules of one name.
    /// </summary>
    private static string Namespace(string rootNamespace, string providerId)
    {
        string[] parts = [.. rootNamespace.Split('.').Select(part => CSharpText.Identifier(part))];
        string provider = CSharpText.Identifier(providerId);
        bool same = string.Equals(parts[parts.Length - 1], provider, StringComparison.OrdinalIgnoreCase);
        return string.Join(".", same ? parts : [.. parts, provider]);
    }

    private static ScriptObject Kind(CredentialKindMetadata kind, NamedText? apiVersion) => new()
    {
        ["id"] = CSharpText.Literal(kind.Id),
        ["name"] = CSharpText.Literal(kind.Name),
        ["description"] = Layout.Property("                ", "Description", CodeValue.Literal(kind.Description)),
        ["links"] = Array(new[] { ("DocsUrl", kind.DocsUrl), ("ManageUrl", kind.ManageUrl) }.Where(link => link.Item2 is not null).Select(link => $"{link.Item1} = {CSharpText.Literal(link.Item2!)}")),
        ["fields"] = Array(kind.Fields.Select(Field)),
        ["auth"] = AuthView.Creation(kind.Auth),
        ["parts"] = Array(Parts(kind.Verification, apiVersion).Where(part => part.Items.Length > 0).Select(part => new ScriptObject { ["name"] = part.Name, ["items"] = Array(part.Items) })),
    };

    private static (string Name, string[] Items)[] Parts(VerificationMetadata verification, NamedText? apiVersion) =>
    [
        ("Requests", [.. verification.Requests.Select(request => Request(request, apiVersion))]),
        ("Rules", [.. verification.Rules.Select(Rule)]),
        ("Identity", [.. verification.Identity.Select(Fact)]),
        ("Scopes", [.. verification.Scopes.Select(Fact)]),
        ("Expiry", [.. verification.Expiry.Select(Fact)]),
        ("Mode", [.. verification.Mode.Select(Fact)]),
        ("AccountType", [.. verification.AccountType.Select(Fact)]),
    ];

    private static string Field(CredentialFieldMetadata field) => Layout.Creation(
        FieldIndent,
        ("Key", CSharpText.Literal(field.Key)),
        ("Label", CodeValue.Literal(field.Label)),
        ("Help", CodeValue.Text(field.Help)),
        ("Placeholder", CodeValue.Text(field.Placeholder)),
        ("Secret", FieldView.Flag(field.Secret)),
        ("Required", FieldView.Flag(field.Required)),
        ("MultiLine", FieldView.Flag(field.MultiLine)),
        ("Pattern", field.Pattern is null ? CodeValue.None : CSharpText.Literal(field.Pattern)),
        ("Prefixes", CodeValue.Texts(field.Prefixes)),
        ("MinLength", field.MinLength is null ? CodeValue.None : CSharpText.Integer(field.MinLength)),
        ("MaxLength", field.MaxLength is null ? CodeValue.None : CSharpText.Integer(field.MaxLength)),
        ("Example", CodeValue.Text(field.Example)),
        ("ImportEnvironment", CodeValue.Texts(field.ImportEnvironment)),
        ("RenamedFrom", CodeValue.Texts(field.RenamedFrom)),
        ("Default", field.Default is null ? CodeValue.None : CodeValue.Literal(field.Default)),
        ("AccountProperty", field.AccountProperty == "None" ? CodeValue.None : "AccountProperty." + field.AccountProperty));

    private static string Request(RequestMetadata request, NamedText? apiVersion)
    {
        bool own = apiVersion is not null && request.Headers.All(header => !string.Equals(header.Name, apiVersion.Name, StringComparison.OrdinalIgnoreCase));
        NamedText[] headers = [.. own ? request.Headers.Prepend(apiVersion!) : request.Headers];
        return Layout.Creation(
            PartIndent,
            ("Id", CSharpText.Literal(request.Id)),
            ("Method", CSharpText.Literal(request.Method)),
            ("Server", CodeValue.Text(request.Server)),
            ("Path", CSharpText.Literal(request.Path)),
            ("Body", request.Body is { } body ? Body(body) : CodeValue.None),
            ("WithoutCredential", FieldView.Flag(request.WithoutCredential)),
            ("AsApp", FieldView.Flag(request.AsApp)),
            ("Headers", Pairs(headers)),
            ("Enrichment", FieldView.Flag(request.Enrichment)),
            ("Cost", CodeValue.Text(request.Cost)));
    }

    private static string Body(BodyMetadata body) => Layout.Creation(
        PartIndent + "    ",
        ("Json", body.Json is null ? CodeValue.None : CodeValue.Literal(body.Json)),
        ("Form", Pairs(body.Form)),
        ("Text", body.Text is null ? CodeValue.None : CodeValue.Literal(body.Text)));

    private static string Rule(RuleMetadata rule) => Layout.Creation(
        PartIndent,
        ("Id", CSharpText.Literal(rule.Id)),
        ("Request", rule.Request is null ? CodeValue.None : CSharpText.Literal(rule.Request)),
        ("Statuses", rule.Statuses.Count == 0 ? CodeValue.None : CodeValue.List([.. rule.Statuses.Select(status => status.ToString(CultureInfo.InvariantCulture))])),
        ("Body", Conditions(rule.Body)),
        ("Texts", CodeValue.Texts(rule.Texts)),
        ("Headers", Conditions(rule.Headers)),
        ("Verdict", rule.Verdict is null ? CodeValue.None : "VerdictKind." + rule.Verdict),
        ("Next", rule.Next is null ? CodeValue.None : CSharpText.Literal(rule.Next)),
        ("Message", CodeValue.Literal(rule.Message)),
        ("ErrorCodePath", rule.ErrorCodePath is null ? CodeValue.None : CSharpText.Literal(rule.ErrorCodePath)),
        ("MissingScopesPath", rule.MissingScopesPath is null ? CodeValue.None : CSharpText.Literal(rule.MissingScopesPath)),
        ("MissingScopes", CodeValue.Texts(rule.MissingScopes)));

    private static CodeValue Conditions(EquatableArray<ConditionMetadata> conditions) => conditions.Count == 0 ? CodeValue.None : CodeValue.List([.. conditions.Select(Condition)]);

    public static CodeValue Pairs(IReadOnlyCollection<NamedText> pairs) => pairs.Count == 0 ? CodeValue.None : CodeValue.List([.. pairs.Select(pair => $"new({CSharpText.Literal(pair.Name)}, {CSharpText.Literal(pair.Value)})")]);

    /// <summary>A condition as an object creation expression.</summary>
    public static string Condition(ConditionMetadata condition) =>
        $"new() {{ Path = {CSharpText.Literal(condition.Path)}, Operator = ConditionOperator.{condition.Operator}, Values = {CSharpText.Literals(condition.Values)} }}";

    private static string Fact(FactMetadata fact) => Layout.Creation(
        PartIndent,
        ("Label", CodeValue.Text(fact.Label)),
        ("Request", fact.Request is null ? CodeValue.None : CSharpText.Literal(fact.Request)),
        ("Source", "FactSource." + fact.Source),
        ("Path", CSharpText.Literal(fact.Path)),
        ("Format", fact.Format == DefaultFormat ? CodeValue.None : "FactFormat." + fact.Format),
        ("Map", Pairs(fact.Map)),
        ("Key", FieldView.Flag(fact.Key)));

    public static string Flag(bool flag) => flag ? "true" : "false";

    public static ScriptArray Array(IEnumerable<object> items) => new(items);
}

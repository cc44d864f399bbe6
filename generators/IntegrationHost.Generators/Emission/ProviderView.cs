using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IntegrationHost.Metadata.Model;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>What the template shows: every text already a literal, identifier or documentation.</summary>
internal static class ProviderView
{
    public static ScriptObject Of(ProviderMetadata provider, string rootNamespace)
    {
        string name = CSharpText.Identifier(provider.Name);
        var types = new HashSet<string>(System.StringComparer.OrdinalIgnoreCase);
        string pluginClass = CSharpText.Distinct(name + "Plugin", types);
        return new ScriptObject
        {
            ["namespace"] = string.Join(".", rootNamespace.Split('.').Select(CSharpText.Identifier)),
            ["tool"] = CSharpText.Literal("IntegrationHost.Generators"),
            ["tool_version"] = CSharpText.Literal("1.0"),
            ["plugin_class"] = pluginClass,
            ["doc"] = CSharpText.Documentation($"{provider.Name}. {provider.Description}"),
            ["id"] = CSharpText.Literal(provider.Id),
            ["name"] = CSharpText.Literal(provider.Name),
            ["category"] = CSharpText.Literal(provider.Category),
            ["description"] = CSharpText.Literal(provider.Description),
            ["version"] = CSharpText.Literal(provider.Version),
            ["accent_color"] = CSharpText.Literal(provider.AccentColor),
            ["icon"] = CSharpText.Literal(provider.Icon),
            ["docs_url"] = CSharpText.Literal(provider.DocsUrl),
            ["manage_url"] = CSharpText.Literal(provider.ManageUrl),
            ["base_url"] = CSharpText.Literal(provider.BaseUrl),
            ["allowed_hosts"] = CSharpText.Literals(provider.AllowedHosts),
            ["kinds"] = Array(provider.CredentialKinds.Select(Kind)),
            ["modules"] = Array(provider.Modules.Select(module => ModuleView.Of(module, types))),
        };
    }

    private static ScriptObject Kind(CredentialKindMetadata kind) => new()
    {
        ["id"] = CSharpText.Literal(kind.Id),
        ["name"] = CSharpText.Literal(kind.Name),
        ["description"] = CSharpText.Literal(kind.Description),
        ["docs_url"] = CSharpText.LiteralOrNull(kind.DocsUrl),
        ["manage_url"] = CSharpText.LiteralOrNull(kind.ManageUrl),
        ["fields"] = Array(kind.Fields.Select(Field)),
        ["auth"] = new ScriptObject
        {
            ["scheme"] = kind.Auth.Scheme,
            ["value"] = CSharpText.Literal(kind.Auth.Value),
            ["name"] = CSharpText.Literal(kind.Auth.Name),
            ["username"] = CSharpText.Literal(kind.Auth.Username),
            ["password"] = CSharpText.Literal(kind.Auth.Password),
            ["headers"] = CSharpText.Pairs(kind.Auth.Headers),
        },
        ["requests"] = Array(kind.Verification.Requests.Select(Request)),
        ["rules"] = Array(kind.Verification.Rules.Select(Rule)),
        ["identity"] = Array(kind.Verification.Identity.Select(Fact)),
        ["scopes"] = Array(kind.Verification.Scopes.Select(Fact)),
        ["expiry"] = Array(kind.Verification.Expiry.Select(Fact)),
        ["mode"] = Array(kind.Verification.Mode.Select(Fact)),
    };

    private static ScriptObject Field(CredentialFieldMetadata field) => new()
    {
        ["key"] = CSharpText.Literal(field.Key),
        ["label"] = CSharpText.Literal(field.Label),
        ["help"] = CSharpText.Literal(field.Help),
        ["placeholder"] = CSharpText.Literal(field.Placeholder),
        ["secret"] = Flag(field.Secret),
        ["required"] = Flag(field.Required),
        ["pattern"] = CSharpText.LiteralOrNull(field.Pattern),
        ["prefixes"] = CSharpText.Literals(field.Prefixes),
        ["min_length"] = CSharpText.Integer(field.MinLength),
        ["max_length"] = CSharpText.Integer(field.MaxLength),
        ["example"] = CSharpText.Literal(field.Example),
        ["import_environment"] = CSharpText.Literals(field.ImportEnvironment),
        ["account_property"] = field.AccountProperty,
    };

    private static ScriptObject Request(RequestMetadata request) => new()
    {
        ["id"] = CSharpText.Literal(request.Id),
        ["method"] = CSharpText.Literal(request.Method),
        ["path"] = CSharpText.Literal(request.Path),
        ["headers"] = CSharpText.Pairs(request.Headers),
        ["enrichment"] = Flag(request.Enrichment),
        ["cost"] = CSharpText.Literal(request.Cost),
    };

    private static ScriptObject Rule(RuleMetadata rule) => new()
    {
        ["id"] = CSharpText.Literal(rule.Id),
        ["request"] = CSharpText.LiteralOrNull(rule.Request),
        ["statuses"] = "[" + string.Join(", ", rule.Statuses.Select(status => status.ToString(CultureInfo.InvariantCulture))) + "]",
        ["body"] = Array(rule.Body.Select(Condition)),
        ["headers"] = Array(rule.Headers.Select(Condition)),
        ["verdict"] = rule.Verdict is null ? "null" : "global::IntegrationHost.Contracts.Verification.VerdictKind." + rule.Verdict,
        ["next"] = CSharpText.LiteralOrNull(rule.Next),
        ["message"] = CSharpText.Literal(rule.Message),
        ["error_code_path"] = CSharpText.LiteralOrNull(rule.ErrorCodePath),
        ["missing_scopes_path"] = CSharpText.LiteralOrNull(rule.MissingScopesPath),
    };

    /// <summary>A condition as an object creation expression.</summary>
    public static string Condition(ConditionMetadata condition) =>
        $"new() {{ Path = {CSharpText.Literal(condition.Path)}, Operator = global::IntegrationHost.Contracts.Descriptors.ConditionOperator.{condition.Operator}, Values = {CSharpText.Literals(condition.Values)} }}";

    private static string Fact(FactMetadata fact) =>
        $"new() {{ Label = {CSharpText.Literal(fact.Label)}, Request = {CSharpText.LiteralOrNull(fact.Request)}, "
        + $"Source = global::IntegrationHost.Contracts.Descriptors.FactSource.{fact.Source}, Path = {CSharpText.Literal(fact.Path)}, "
        + $"Format = global::IntegrationHost.Contracts.Descriptors.FactFormat.{fact.Format}, Map = {CSharpText.Pairs(fact.Map)} }}";

    public static string Flag(bool flag) => flag ? "true" : "false";

    public static ScriptArray Array(IEnumerable<object> items) => new(items);
}

using System.Text.Json;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;

namespace IntegrationHost.Core.Verification;

/// <summary>Finds the row of a verdict table that an answer meets.</summary>
internal static class RuleMatcher
{
    /// <summary>The first rule whose conditions all hold; <c>null</c> if there is none.</summary>
    public static VerdictRuleDescriptor? FirstMatch(IReadOnlyList<VerdictRuleDescriptor> rules, ProviderAnswer answer) =>
        rules.FirstOrDefault(rule => Matches(rule, answer));

    private static bool Matches(VerdictRuleDescriptor rule, ProviderAnswer answer) =>
        (rule.Request is null || rule.Request == answer.RequestId)
        && (rule.Statuses.Count == 0 || rule.Statuses.Contains(answer.Response.StatusCode))
        && rule.Headers.All(condition => HeaderHolds(condition, answer))
        && BodyHolds(rule.Body, answer)
        && (rule.Texts.Count == 0 || (answer.Text is { } text && rule.Texts.Contains(text, StringComparer.Ordinal)));

    // "Not there" holds on a block page, too. So nothing is asked of a body that is not JSON: it matches no condition.
    private static bool BodyHolds(IReadOnlyList<ConditionDescriptor> conditions, ProviderAnswer answer) =>
        conditions.Count == 0 || (answer.Json is { } json && conditions.All(condition => Holds(condition, json)));

    private static bool Holds(ConditionDescriptor condition, JsonElement json)
    {
        JsonElement? value = JsonPath.Find(json, condition.Path);
        return condition.Operator == ConditionOperator.Type
            ? value is { } found && condition.Values.Any(type => OutputReader.IsOfType(found, type))
            : Holds(condition, value is not null, JsonPath.Texts(value));
    }

    private static bool HeaderHolds(ConditionDescriptor condition, ProviderAnswer answer)
    {
        bool exists = answer.Response.Headers.TryGetValue(condition.Path, out string? value);
        return Holds(condition, exists, value is null ? [] : [value]);
    }

    private static bool Holds(ConditionDescriptor condition, bool exists, IEnumerable<string> texts) => condition.Operator switch
    {
        ConditionOperator.Exists => exists,
        ConditionOperator.Missing => !exists,
        ConditionOperator.In => texts.Any(text => condition.Values.Contains(text, StringComparer.Ordinal)),
        ConditionOperator.Contains => texts.Any(text => condition.Values.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase))),
        _ => false,
    };
}

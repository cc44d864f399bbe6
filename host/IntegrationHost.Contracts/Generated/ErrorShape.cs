using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>How a provider says that an operation failed.</summary>
/// <param name="When">What marks an error in an answer with a success status; <c>null</c> if the status says it all.</param>
/// <param name="CodePath">Where the provider's code stands; <c>null</c> for nowhere.</param>
/// <param name="MessagePath">Where the provider's message stands; <c>null</c> for nowhere.</param>
/// <param name="Declared">Errors that the metadata knows, and what to do about them.</param>
public sealed record ErrorShape(ConditionDescriptor? When, string? CodePath, string? MessagePath, params IReadOnlyList<ErrorDescriptor> Declared)
{
    private const int MaxCode = 64;
    private const int MaxMessage = 300;

    /// <summary>Only the status tells.</summary>
    public static readonly ErrorShape None = new(null, null, null);

    /// <summary>The error that an answer is; <c>null</c> if it is a success.</summary>
    public ModuleError? Find(ProviderResponse response, OutputReader answer)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(answer);
        if (response.IsSuccess && (When is null || !Holds(When, answer)))
        {
            return response.ContentType.Length > 0 && !answer.IsJson && response.Body.Length > 0 && (CodePath ?? MessagePath) is not null
                ? new ModuleError("invalid_answer", "The provider's answer is not JSON; something between may have answered instead.") { StatusCode = response.StatusCode }
                : null;
        }

        string code = Clean(CodePath is null ? null : answer.Text(CodePath), MaxCode) ?? $"http_{response.StatusCode}";
        string message = Clean(MessagePath is null ? null : answer.Text(MessagePath), MaxMessage) ?? $"The provider refused with status {response.StatusCode}.";
        ErrorDescriptor? declared = Declared.FirstOrDefault(error => error.Code == code) ?? Declared.FirstOrDefault(error => error.Status == response.StatusCode && CodePath is null);
        return new ModuleError(code, declared is { Action.Length: > 0 } ? $"{message} {declared.Action}" : message) { StatusCode = response.StatusCode };
    }

    private static bool Holds(ConditionDescriptor condition, OutputReader answer)
    {
        JsonElement? value = answer.Find(condition.Path);
        return condition.Operator switch
        {
            ConditionOperator.Exists => value is not null,
            ConditionOperator.Missing => value is null,
            ConditionOperator.In => value is { } found && condition.Values.Contains(OutputReader.TextOf(found), StringComparer.Ordinal),
            ConditionOperator.Contains => value is { ValueKind: JsonValueKind.String } text
                && condition.Values.Any(part => text.GetString()!.Contains(part, StringComparison.OrdinalIgnoreCase)),
            ConditionOperator.Type => value is { } typed && condition.Values.Any(type => OutputReader.IsOfType(typed, type)),
            _ => false,
        };
    }

    /// <summary>A provider's text travels on into logs and terminals: control characters go, length is bounded.</summary>
    private static string? Clean(string? text, int most)
    {
        string clean = new([.. (text ?? "").Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format).Take(most)]);
        return clean.Length == 0 ? null : clean;
    }
}

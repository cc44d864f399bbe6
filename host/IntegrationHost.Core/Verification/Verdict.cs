using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Verification;

/// <summary>What one smoke test found, with its evidence.</summary>
public sealed record Verdict
{
    /// <summary>The verdict.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>The rule that decided; <c>channel.</c> and a channel error code if no answer came; <c>no-rule</c> if none matched.</summary>
    public required string RuleId { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>HTTP status of the answer that decided.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The provider's error code, at most 64 characters of letters, digits, <c>_ . -</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Who the credential belongs to: label and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Identity { get; init; } = [];

    /// <summary>Who it belongs to in a form that stays when names change; <c>null</c> if the provider does not tell.</summary>
    public AccountOwner? Owner { get; init; }

    /// <summary>Granted scopes, sorted; <c>null</c> if the provider does not tell.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Scopes the provider named as missing.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>When the credential expires, if the provider tells.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>live</c> or <c>test</c>, if it can be told.</summary>
    public string? Mode { get; init; }

    /// <summary>The type of the owner's account at the provider, such as <c>Trial</c> or <c>SANDBOX</c>, if the provider tells.</summary>
    public string? AccountType { get; init; }

    /// <summary>When the smoke test ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the provider itself decided it; only such a verdict replaces an earlier one.</summary>
    public bool IsEarned => Kind is VerdictKind.Valid or VerdictKind.Insufficient or VerdictKind.Invalid;
}

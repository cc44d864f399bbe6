using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>One row of the verdict table. All of its conditions must hold.</summary>
public sealed record VerdictRuleDescriptor
{
    /// <summary>Id that the verdict carries, such as <c>slack.token-revoked</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Id of the request whose answer it looks at; <c>null</c> for any. The exchange for a token is looked at only by rules that name it
    /// (<see cref="VerificationDescriptor.TokenRequest"/>).
    /// </summary>
    public string? Request { get; init; }

    /// <summary>Statuses that match; empty for any.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>Conditions on the JSON body. A verdict that is earned needs at least one: it is the provider's own envelope.</summary>
    public IReadOnlyList<ConditionDescriptor> Body { get; init; } = [];

    /// <summary>
    /// For an answer that is not JSON: the whole body without white space around it is one of these, to the letter. Counts as the provider's own envelope,
    /// as a condition on the body does. Empty if the body is not looked at so.
    /// </summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Conditions on headers.</summary>
    public IReadOnlyList<ConditionDescriptor> Headers { get; init; } = [];

    /// <summary>The verdict it decides; <c>null</c> if it leads to <see cref="Next"/>.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>Id of the request to go on with; <c>null</c> if it decides.</summary>
    public string? Next { get; init; }

    /// <summary>One sentence for people: what was found and what to do.</summary>
    public string Message { get; init; } = "";

    /// <summary>Path in the body at which the provider's error code stands; <c>null</c> for none.</summary>
    public string? ErrorCodePath { get; init; }

    /// <summary>Path in the body at which the scopes that are missing stand; <c>null</c> for none.</summary>
    public string? MissingScopesPath { get; init; }

    /// <summary>
    /// Scopes that are missing if this rule matches. A rule for an <see cref="VerificationRequestDescriptor.Enrichment"/> request decides no verdict: it adds these
    /// to the verdict that stands, where the provider refused the request with its own words.
    /// </summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A smoke test as data: read-only requests, ordered rules that decide, and where facts are found.</summary>
/// <remarks>
/// The run starts at the first request. The first rule that matches its answer either decides the verdict or leads to another request.
/// No match, or no answer, is <c>Indeterminate</c>.
/// </remarks>
public sealed record VerificationDescriptor
{
    /// <summary>The requests by id; the first is the start.</summary>
    public required IReadOnlyList<VerificationRequestDescriptor> Requests { get; init; }

    /// <summary>The rules in order; the first match counts.</summary>
    public required IReadOnlyList<VerdictRuleDescriptor> Rules { get; init; }

    /// <summary>Who the credential belongs to: labelled facts, the first of them being the name that lists show.</summary>
    public IReadOnlyList<FactDescriptor> Identity { get; init; } = [];

    /// <summary>Granted scopes; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Scopes { get; init; } = [];

    /// <summary>When the credential expires; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Expiry { get; init; } = [];

    /// <summary><c>live</c> or <c>test</c>; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Mode { get; init; } = [];
}

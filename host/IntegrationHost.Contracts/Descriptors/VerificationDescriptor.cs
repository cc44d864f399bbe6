namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A smoke test as data: read-only requests, ordered rules that decide, and where facts are found.</summary>
/// <remarks>
/// Where the credential is exchanged for a token (<see cref="AuthDescriptor.Exchanges"/>), a fresh exchange comes first, under the id <see cref="TokenRequest"/>:
/// if it is refused, the rules for that id decide; else the run goes on. The run starts at the first request. The first rule that matches its answer either decides the verdict or leads to another request.
/// No match, or no answer, is <c>Indeterminate</c>.
/// </remarks>
public sealed record VerificationDescriptor
{
    /// <summary>The id under which rules and facts look at the answer to the exchange for a token. No request has it.</summary>
    public const string TokenRequest = "token";

    /// <summary>The requests by id; the first is the start.</summary>
    public required IReadOnlyList<VerificationRequestDescriptor> Requests { get; init; }

    /// <summary>The rules in order; the first match counts.</summary>
    public required IReadOnlyList<VerdictRuleDescriptor> Rules { get; init; }

    /// <summary>Who the credential belongs to: labelled facts, the first of them being the name that lists show.
    /// The one that is marked as key (by default the first) is the owner's stable id.</summary>
    public IReadOnlyList<FactDescriptor> Identity { get; init; } = [];

    /// <summary>Granted scopes; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Scopes { get; init; } = [];

    /// <summary>When the credential expires; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Expiry { get; init; } = [];

    /// <summary><c>live</c> or <c>test</c>; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> Mode { get; init; } = [];

    /// <summary>The type of the owner's account, such as <c>Trial</c> or <c>SANDBOX</c>; the first source that yields something counts.</summary>
    public IReadOnlyList<FactDescriptor> AccountType { get; init; } = [];
}

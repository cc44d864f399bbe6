using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>Which accounts are asked for; what is <c>null</c> or empty does not choose, and all that is given must hold.</summary>
public sealed record AccountChoice
{
    private static readonly AccountChoice Nothing = new();

    /// <summary>The trashed ones instead of the others.</summary>
    public bool Trashed { get; init; }

    /// <summary>Part of the name, without case.</summary>
    public string? NameContains { get; init; }

    /// <summary>Another part of the name, without case.</summary>
    public string? AlsoNameContains { get; init; }

    /// <summary>Part of the user name at the provider, in ASCII, without case.</summary>
    public string? UsernameContains { get; init; }

    /// <summary>The account itself.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its owner.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Status as it is shown: what is ready and has expired counts as an error.</summary>
    public AccountStatus? Status { get; init; }

    /// <summary>Whether the last earned verdict is Valid or Insufficient.</summary>
    public bool? Verified { get; init; }

    /// <summary>Provider.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Environment, without case.</summary>
    public string? Environment { get; init; }

    /// <summary>Kinds of the earned verdict, one of which it must be; <c>null</c> among them stands for none yet.</summary>
    public IReadOnlyList<VerdictKind?> Verdicts { get; init; } = [];

    /// <summary>Order, by weight; then by name, age and id, so that pages do not overlap.</summary>
    public IReadOnlyList<AccountOrder> Order { get; init; } = [];

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>How many to give at most; <c>null</c> for all.</summary>
    public int? Take { get; init; }

    /// <summary>Whether it asks for every account outside the trash.</summary>
    internal bool IsEverything => Verdicts.Count == 0 && this with { Order = Nothing.Order, Verdicts = Nothing.Verdicts, Skip = 0, Take = null } == Nothing;
}

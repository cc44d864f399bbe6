namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>One weight of an order.</summary>
/// <param name="By">What to compare. What is not set comes last either way.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record AccountOrder(AccountOrderBy By, bool Descending);

/// <summary>What accounts can be put in order by.</summary>
public enum AccountOrderBy
{
    /// <summary>Name, without case; accounts without one come first, or last if descending.</summary>
    Name,

    /// <summary>Provider id.</summary>
    Provider,

    /// <summary>Environment.</summary>
    Environment,

    /// <summary>Status as it is shown, in the alphabet's order.</summary>
    Status,

    /// <summary>Kind of the earned verdict, in the alphabet's order.</summary>
    Verdict,

    /// <summary>Whether it is verified; those that are not come first.</summary>
    Verified,

    /// <summary>User name at the provider, without case in ASCII.</summary>
    Username,

    /// <summary>When it was made.</summary>
    CreatedAt,

    /// <summary>When it was changed last.</summary>
    ModifiedAt,

    /// <summary>Id.</summary>
    Id,

    /// <summary>Owner's id.</summary>
    OwnerId,
}

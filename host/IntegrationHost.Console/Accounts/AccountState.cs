namespace IntegrationHost.Console.Accounts;

/// <summary>What is known of an account, as the table says it.</summary>
internal enum AccountState
{
    /// <summary>It cannot be used as it is stored.</summary>
    Broken,

    /// <summary>The provider refused the credential.</summary>
    Invalid,

    /// <summary>The credential has expired.</summary>
    Expired,

    /// <summary>It works, but not as this account should: of another owner, or unfit for its environment.</summary>
    Flagged,

    /// <summary>It works but lacks permissions.</summary>
    Insufficient,

    /// <summary>No smoke test has earned a verdict yet.</summary>
    Unverified,

    /// <summary>A smoke test is running.</summary>
    Testing,

    /// <summary>It works.</summary>
    Valid,
}

namespace IntegrationHost.Core.Accounts;

/// <summary>ThorAPI's status of an account; on the wire in lower case.</summary>
public enum AccountStatus
{
    /// <summary>Usable.</summary>
    Ready,

    /// <summary>Set aside by a person. A smoke test does not reopen it.</summary>
    Closed,

    /// <summary>ThorAPI's own word; kept as it comes.</summary>
    Executed,

    /// <summary>The provider refused the credential.</summary>
    Error,
}

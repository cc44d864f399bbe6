namespace IntegrationHost.Console.Accounts;

/// <summary>The column the table is sorted by.</summary>
internal enum AccountSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By provider.</summary>
    Provider,

    /// <summary>By environment.</summary>
    Environment,

    /// <summary>By state, what needs attention first.</summary>
    State,

    /// <summary>By expiry, the next first.</summary>
    Expires,

    /// <summary>By linked modules.</summary>
    Modules,

    /// <summary>By last test, the oldest first.</summary>
    LastTest,
}

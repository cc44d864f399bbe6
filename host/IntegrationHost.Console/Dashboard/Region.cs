namespace IntegrationHost.Console.Dashboard;

/// <summary>The regions that can be active.</summary>
internal enum Region
{
    /// <summary>The accounts table.</summary>
    Accounts,

    /// <summary>The coverage radar.</summary>
    Coverage,

    /// <summary>The template grid.</summary>
    Templates,
}

namespace IntegrationHost.Console.Dashboard;

/// <summary>The parts of the live data that are read apart. Status and metrics are small and read every time.</summary>
[Flags]
internal enum LiveParts
{
    /// <summary>Status and metrics only.</summary>
    None = 0,

    /// <summary>The accounts.</summary>
    Accounts = 1,

    /// <summary>The providers, with their modules and counts.</summary>
    Catalog = 2,

    /// <summary>Which modules can run.</summary>
    Coverage = 4,

    /// <summary>Everything.</summary>
    All = Accounts | Catalog | Coverage,
}

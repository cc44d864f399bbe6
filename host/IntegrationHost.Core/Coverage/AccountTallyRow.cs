using IntegrationHost.Core.Accounts;

namespace IntegrationHost.Core.Coverage;

/// <summary>How many accounts outside the trash are alike in what the figures tell apart. Kept by triggers, so that figures over a million accounts read a few rows.</summary>
internal sealed class AccountTallyRow
{
    public AccountStatus Status { get; init; }

    public required string Environment { get; init; }

    /// <summary>Kind of the earned verdict; empty if there is none.</summary>
    public required string Kind { get; init; }

    /// <summary>Its mode; empty if it tells none.</summary>
    public required string Mode { get; init; }

    /// <summary>Its account type; empty if it tells none.</summary>
    public required string AccountType { get; init; }

    /// <summary>Whether owners were expected and found, and their texts differ.</summary>
    public bool Differs { get; init; }

    public int Count { get; init; }
}

using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What one read of the host has brought: status, metrics, and those parts that were read.</summary>
/// <param name="Status">What the host is.</param>
/// <param name="Hero">The hero metrics.</param>
/// <param name="HoldsAllAccounts">Whether all accounts are held in memory.</param>
/// <param name="At">When it was read.</param>
internal sealed record LiveReading(HostStatus Status, HeroMetrics Hero, bool HoldsAllAccounts, DateTimeOffset At)
{
    /// <summary>The accounts; <c>null</c> if they were not read.</summary>
    public IReadOnlyList<AccountSummary>? Accounts { get; init; }

    /// <summary>The providers; <c>null</c> if they were not read.</summary>
    public IReadOnlyList<ProviderCard>? Catalog { get; init; }

    /// <summary>Which modules can run; <c>null</c> if it was not read.</summary>
    public CoverageReport? Coverage { get; init; }

    /// <summary>Puts what was read over what is known.</summary>
    public LiveData Over(LiveData? known) => new(
        Status, Hero, Accounts ?? known?.Accounts ?? [], Catalog ?? known?.Catalog ?? [], Coverage ?? known?.Coverage ?? new CoverageReport(0, 0, 0, [], []), At)
    {
        HoldsAllAccounts = HoldsAllAccounts,
    };
}

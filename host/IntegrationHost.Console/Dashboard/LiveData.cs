using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Dashboard;

/// <summary>All the dashboard shows, as of one moment.</summary>
/// <param name="Status">What the host is.</param>
/// <param name="Hero">The hero metrics.</param>
/// <param name="Accounts">The accounts.</param>
/// <param name="Catalog">The providers.</param>
/// <param name="Coverage">Which modules can run.</param>
/// <param name="At">When it was read.</param>
internal sealed record LiveData(
    HostStatus Status, HeroMetrics Hero, IReadOnlyList<AccountSummary> Accounts, IReadOnlyList<ProviderCard> Catalog, CoverageReport Coverage, DateTimeOffset At)
{
    /// <summary>Whether all accounts are in it; of very many only what is shown is read.</summary>
    public bool HoldsAllAccounts { get; init; } = true;
}

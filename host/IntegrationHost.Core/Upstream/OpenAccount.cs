namespace IntegrationHost.Core.Upstream;

/// <summary>An account that is not at the upstream as it is here.</summary>
/// <param name="AccountId">The account of this host.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Problem">What it is and what to do.</param>
/// <param name="At">When it was found.</param>
public sealed record OpenAccount(Guid AccountId, string Name, UpstreamAccountState State, string Problem, DateTimeOffset At);

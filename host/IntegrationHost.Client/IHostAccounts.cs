using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>What is done with accounts beside storing and testing a single one: usage, copies, restoring, and tests of many.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IHostAccounts
{
    /// <summary>What uses an account, and stops if it is revoked.</summary>
    Task<AccountUsage> GetUsageAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Makes an account of the same shape in another environment. No value is copied.</summary>
    Task<CloneAccountResult> CloneAccountAsync(string id, CloneAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Brings a soft-deleted account back with its values. Its links were removed, and stay so.</summary>
    Task<AccountSummary> RestoreAccountAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Begins smoke tests of many accounts.</summary>
    Task<VerificationRun> StartVerificationAsync(VerifyManyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Where a run stands.</summary>
    Task<VerificationRun> GetVerificationAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The outcomes of a run as they come, until it ends.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="seen">How many outcomes are known already; those are left out. Default: none.</param>
    /// <param name="cancellationToken">Ends the watching, not the run.</param>
    IAsyncEnumerable<VerificationOutcome> WatchVerificationAsync(string runId, int seen = 0, CancellationToken cancellationToken = default);

    /// <summary>Begins no further smoke test of a run.</summary>
    Task CancelVerificationAsync(string runId, CancellationToken cancellationToken = default);
}

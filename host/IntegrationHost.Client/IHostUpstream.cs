using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The ThorAPI server that the host works on, as typed calls.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IHostUpstream
{
    /// <summary>Which upstream there is and how it stands. Asks the host only, never the upstream.</summary>
    Task<UpstreamStatus> GetUpstreamAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the upstream and its login.</summary>
    Task<UpstreamStatus> SetUpstreamAsync(SetUpstreamRequest request, CancellationToken cancellationToken = default);

    /// <summary>Forgets the upstream and its login. What was read from it stays.</summary>
    Task ClearUpstreamAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the upstream now, and tries again what is open. An upstream that is away is an answer, not an exception.</summary>
    Task<UpstreamSyncResult> SyncUpstreamAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes an account of this host at the upstream, too; its values go there.</summary>
    Task<UpstreamAccountResult> PushAccountAsync(string accountId, CancellationToken cancellationToken = default);
}

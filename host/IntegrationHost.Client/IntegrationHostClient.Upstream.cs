using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    /// <inheritdoc/>
    public Task<UpstreamStatus> GetUpstreamAsync(CancellationToken cancellationToken = default) => GetAsync("api/upstream", Wire.UpstreamStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<UpstreamStatus> SetUpstreamAsync(SetUpstreamRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, "api/upstream", Body(request, Wire.SetUpstreamRequest), Wire.UpstreamStatus, cancellationToken);

    /// <inheritdoc/>
    public Task ClearUpstreamAsync(CancellationToken cancellationToken = default) => DeleteAsync("api/upstream", cancellationToken);

    /// <inheritdoc/>
    public Task<UpstreamSyncResult> SyncUpstreamAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/upstream/sync", null, Wire.UpstreamSyncResult, cancellationToken);

    /// <inheritdoc/>
    public Task<UpstreamAccountResult> PushAccountAsync(string accountId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/accounts/{Segment(accountId)}/upstream", null, Wire.UpstreamAccountResult, cancellationToken);
}

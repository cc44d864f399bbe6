using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    /// <inheritdoc/>
    public Task<PluginDetailReport> GetPluginAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/plugins/{Segment(id)}", Wire.PluginDetailReport, cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> AddPluginAsync(AddPluginRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/plugins", Body(request, Wire.AddPluginRequest), Wire.PluginDetailReport, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PluginReport>> RescanPluginsAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/plugins/reload", null, Wire.IReadOnlyListPluginReport, cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> ApprovePluginAsync(string id, ApprovePluginRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/plugins/{Segment(id)}/approve", Body(request, Wire.ApprovePluginRequest), Wire.PluginDetailReport, cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> DisablePluginAsync(string id, CancellationToken cancellationToken = default) => PluginAsync(id, "disable", cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> EnablePluginAsync(string id, CancellationToken cancellationToken = default) => PluginAsync(id, "enable", cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> RollbackPluginAsync(string id, CancellationToken cancellationToken = default) => PluginAsync(id, "rollback", cancellationToken);

    /// <inheritdoc/>
    public Task<PluginDetailReport> ReloadPluginAsync(string id, CancellationToken cancellationToken = default) => PluginAsync(id, "reload", cancellationToken);

    /// <inheritdoc/>
    public Task RemovePluginAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/plugins/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task RemovePluginVersionAsync(string id, string version, CancellationToken cancellationToken = default) =>
        DeleteAsync($"api/plugins/{Segment(id)}/versions/{Segment(version)}", cancellationToken);

    private Task<PluginDetailReport> PluginAsync(string id, string verb, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"api/plugins/{Segment(id)}/{verb}", null, Wire.PluginDetailReport, cancellationToken);
}

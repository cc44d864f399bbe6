using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Plugins that are dropped in.</content>
internal sealed partial class FakeHost : IHostPlugins
{
    public const string WaitingDigest = "5f2d1c0b9a8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a392817060504";

    public async Task<PluginDetailReport> GetPluginAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("plugin", cancellationToken);
        return Detail(id);
    }

    public async Task<PluginDetailReport> AddPluginAsync(AddPluginRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"add plugin {request.Path}", cancellationToken);
        if (!request.Path.StartsWith('/'))
            throw Refusal("path", "must be a full path");
        return Detail("acme");
    }

    public async Task<IReadOnlyList<PluginReport>> RescanPluginsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("rescan", cancellationToken);
        return Plugins;
    }

    public Task<PluginDetailReport> ApprovePluginAsync(string id, ApprovePluginRequest request, CancellationToken cancellationToken = default) => SetAsync(id, $"approve {request.Hash}", "Active", cancellationToken);

    public Task<PluginDetailReport> DisablePluginAsync(string id, CancellationToken cancellationToken = default) => SetAsync(id, $"disable {id}", "Disabled", cancellationToken);

    public Task<PluginDetailReport> EnablePluginAsync(string id, CancellationToken cancellationToken = default) => SetAsync(id, $"enable {id}", "Active", cancellationToken);

    public Task<PluginDetailReport> RollbackPluginAsync(string id, CancellationToken cancellationToken = default) => SetAsync(id, $"rollback {id}", "Active", cancellationToken);

    public Task<PluginDetailReport> ReloadPluginAsync(string id, CancellationToken cancellationToken = default) => SetAsync(id, $"reload {id}", "Active", cancellationToken);

    public async Task RemovePluginAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"remove plugin {id}", cancellationToken);
        Plugins = [.. Plugins.Where(plugin => plugin.Id != id)];
    }

    public Task RemovePluginVersionAsync(string id, string version, CancellationToken cancellationToken = default) => throw Unused();

    private async Task<PluginDetailReport> SetAsync(string id, string call, string status, CancellationToken cancellationToken)
    {
        await EnterAsync(call, cancellationToken);
        Plugins = [.. Plugins.Select(plugin => plugin.Id == id ? plugin with { Status = status, Cause = "", NeedsApproval = false } : plugin)];
        return Detail(id);
    }

    private PluginDetailReport Detail(string id)
    {
        PluginReport plugin = Plugins.First(one => one.Id == id);
        PluginReport? waiting = plugin.Status == "Untrusted"
            ? plugin with { Digest = WaitingDigest, NeedsApproval = true, Difference = [new PluginDifferenceReport("host", "added", "files.acme.example"), new PluginDifferenceReport("version", "changed", "1.4.0 to 2.0.0")] }
            : null;
        return new PluginDetailReport(
            plugin,
            [new PluginVersionReport(plugin.Version!, WaitingDigest, waiting is null ? "Current" : "Waiting", null, null, 4, 0, 0), new PluginVersionReport("1.4.0", new string('c', 64), "Former", "local", time.GetUtcNow(), 4, 0, 0)],
            waiting,
            new PluginAskReport("Acme Inc.", [new PluginAskProvider("acme", "Acme", "https://api.acme.example", ["api.acme.example", "files.acme.example"], [new PluginAskKind("key", "API key", "Header", ["apiKey (secret)"], ["header X-Acme-Key"])], ["com.acme.CrateModule"])]),
            new PluginAffected([new NamedReference("a9", "ACME_MAIN")], [], 0, 2));
    }
}

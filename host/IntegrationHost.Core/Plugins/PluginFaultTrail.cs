using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins;

/// <summary>Every worker that broke is in the trail.</summary>
public static class PluginFaultTrail
{
    /// <summary>Records it, and lets nobody wait. What cannot be recorded shows in the plugin's status all the same.</summary>
    /// <param name="store">The store; nothing is recorded while there is none, or while it is sealed.</param>
    /// <param name="plugin">The plugin's assembly.</param>
    /// <param name="cause">What happened, in the host's own words.</param>
    public static void Record(HostStore? store, string plugin, string cause)
    {
        if (store is null or { IsSealed: true })
            return;

        // Whoever's call it was that the worker broke at, the host saw it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => RecordAsync(store, plugin, cause));
    }

    private static async Task RecordAsync(HostStore store, string plugin, string cause)
    {
        try
        {
            await store.Audit.RecordAsync(new AuditEvent(AuditActions.PluginBroke, "plugin", plugin, AuditResults.Failed, ("reason", cause)), CancellationToken.None);
        }
        catch (Exception failure) when (failure is AuditUnavailableException or StoreSealedException or ObjectDisposedException or InvalidOperationException)
        {
            // The store is closing, or cannot write: calls that matter fail by themselves.
        }
    }
}

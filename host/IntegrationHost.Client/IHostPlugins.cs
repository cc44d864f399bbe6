using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>Plugins that are dropped in, approved, replaced and taken away, as typed calls. Seeing one needs the scope plugins:admin, deciding also the role ADMIN.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IHostPlugins
{
    /// <summary>One plugin with all that is needed to decide about it.</summary>
    Task<PluginDetailReport> GetPluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Copies a folder or a zip on the host's machine into the plugins directory. It waits there for an approval; none of its code runs.</summary>
    Task<PluginDetailReport> AddPluginAsync(AddPluginRequest request, CancellationToken cancellationToken = default);

    /// <summary>Looks at every byte in the plugins directory now.</summary>
    Task<IReadOnlyList<PluginReport>> RescanPluginsAsync(CancellationToken cancellationToken = default);

    /// <summary>Approves exactly what was shown and has it serve, after its self-test.</summary>
    Task<PluginDetailReport> ApprovePluginAsync(string id, ApprovePluginRequest request, CancellationToken cancellationToken = default);

    /// <summary>Switches a plugin off.</summary>
    Task<PluginDetailReport> DisablePluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Switches a plugin on.</summary>
    Task<PluginDetailReport> EnablePluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Goes back to the version that served before.</summary>
    Task<PluginDetailReport> RollbackPluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Loads the version that serves once more.</summary>
    Task<PluginDetailReport> ReloadPluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Takes away a plugin with its approvals and files.</summary>
    Task RemovePluginAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Takes away one version that does not serve everyone.</summary>
    Task RemovePluginVersionAsync(string id, string version, CancellationToken cancellationToken = default);
}

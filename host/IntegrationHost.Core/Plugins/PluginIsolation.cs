namespace IntegrationHost.Core.Plugins;

/// <summary>Which plugins run in a process of their own.</summary>
public enum PluginIsolation
{
    /// <summary>All but those that were pinned by the build.</summary>
    DroppedIn,

    /// <summary>All of them.</summary>
    All,
}

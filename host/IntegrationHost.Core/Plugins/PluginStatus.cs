namespace IntegrationHost.Core.Plugins;

/// <summary>How a plugin stands. It is wholly in or wholly out.</summary>
public enum PluginStatus
{
    /// <summary>Loaded; its provider is in the catalogue.</summary>
    Active,

    /// <summary>Switched off in the manifest.</summary>
    Disabled,

    /// <summary>Its files are not those that the manifest pins.</summary>
    Untrusted,

    /// <summary>Built against another contract.</summary>
    Incompatible,

    /// <summary>It could not be loaded, or broke while being loaded.</summary>
    Malfunctioned,

    /// <summary>Another plugin already provides the same.</summary>
    Superseded,
}

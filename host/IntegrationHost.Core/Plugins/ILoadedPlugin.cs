using IntegrationHost.Contracts;

namespace IntegrationHost.Core.Plugins;

/// <summary>A plugin that is loaded. Disposing of it unloads it, or ends its process.</summary>
internal interface ILoadedPlugin : IDisposable
{
    /// <summary>Its providers. What they return is the plugin's own word: check it before use.</summary>
    IReadOnlyList<IProviderPlugin> Providers { get; }

    /// <summary>Where its code runs and what holds it there, in a few words.</summary>
    string Isolation { get; }

    /// <summary>Why it no longer runs, as a sentence; <c>null</c> while it does.</summary>
    string? Fault { get; }

    /// <summary>Lets it run again after a <see cref="Fault"/>.</summary>
    void Restart();
}

namespace IntegrationHost.Core.Plugins;

/// <summary>Decides where each plugin's code runs.</summary>
public sealed class PluginRuntimes
{
    private readonly InProcessRuntime inProcess = new();

    /// <summary>The runtime for a plugin.</summary>
    /// <param name="tier">Its tier; <c>curated</c> ones were pinned by the build.</param>
    internal IPluginRuntime For(string tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return inProcess;
    }
}

namespace IntegrationHost.Core.Plugins;

/// <summary>Why one plugin stays out. Never leaves the loader.</summary>
internal sealed class PluginFault(PluginStatus status, string cause) : Exception(cause)
{
    public PluginStatus Status { get; } = status;
}

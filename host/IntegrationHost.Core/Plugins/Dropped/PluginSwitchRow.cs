namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Whether an operator switched a plugin off.</summary>
internal sealed class PluginSwitchRow
{
    public required string PluginId { get; set; }

    public required bool Disabled { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

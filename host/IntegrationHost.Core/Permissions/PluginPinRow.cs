namespace IntegrationHost.Core.Permissions;

/// <summary>The plugin that this store saw last under an id: another one under the same id is an event.</summary>
internal sealed class PluginPinRow
{
    public required string PluginId { get; set; }

    public required string Sha256 { get; set; }

    public required string Status { get; set; }

    public required DateTimeOffset SeenAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

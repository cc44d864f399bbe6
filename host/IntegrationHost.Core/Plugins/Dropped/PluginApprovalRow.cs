namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>An approval of one version of a dropped-in plugin. A keyed hash covers it: one that was changed outside the host is none.</summary>
internal sealed class PluginApprovalRow
{
    public required string PluginId { get; set; }

    public required string Digest { get; set; }

    public required string Version { get; set; }

    public required string ContractVersion { get; set; }

    public required string MainAssembly { get; set; }

    /// <summary>Every file with length and SHA-256, as JSON.</summary>
    public required string Files { get; set; }

    /// <summary>What was asked for and approved, as JSON.</summary>
    public required string Ask { get; set; }

    /// <summary>SHA-256 of the descriptors that are kept beside the content.</summary>
    public required string Descriptors { get; set; }

    /// <summary>What it is called in the plugins directory.</summary>
    public required string Source { get; set; }

    public required ApprovalState State { get; set; }

    /// <summary>Rises with each approval and rollback: the newest that is not in force is the one to go back to.</summary>
    public required long Rank { get; set; }

    public required string ApprovedBy { get; set; }

    public required DateTimeOffset ApprovedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

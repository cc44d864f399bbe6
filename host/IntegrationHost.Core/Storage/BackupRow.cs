namespace IntegrationHost.Core.Storage;

/// <summary>A backup that was made: says which key terms it needs, as long as it is kept.</summary>
internal sealed class BackupRow
{
    public long Id { get; set; }

    /// <summary>Name that the maker gave it; no path of this machine.</summary>
    public required string Label { get; set; }

    public required DateTimeOffset MadeAt { get; set; }

    /// <summary>SHA-256 of its database, hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Oldest key term that its secrets need.</summary>
    public required long OldestTerm { get; set; }

    /// <summary>Newest key term that its secrets need.</summary>
    public required long NewestTerm { get; set; }
}

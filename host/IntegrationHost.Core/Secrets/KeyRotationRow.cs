namespace IntegrationHost.Core.Secrets;

/// <summary>A rotation of the data key, so far as it has come.</summary>
internal sealed class KeyRotationRow
{
    public long Id { get; set; }

    /// <summary>The term that seals from its beginning on.</summary>
    public required long ToTerm { get; set; }

    /// <summary>Account and field of the last secret that was looked at; empty at the beginning.</summary>
    public string CursorAccount { get; set; } = "";

    /// <summary>See <see cref="CursorAccount"/>.</summary>
    public string CursorField { get; set; } = "";

    /// <summary>Secrets under older terms when it began.</summary>
    public long Total { get; set; }

    /// <summary>Secrets sealed anew.</summary>
    public long Done { get; set; }

    /// <summary>Secrets that a writer had sealed anew already.</summary>
    public long Skipped { get; set; }

    /// <summary>Account and field of each secret that does not open, one per line.</summary>
    public string Failed { get; set; } = "";

    public required RotationState State { get; set; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}

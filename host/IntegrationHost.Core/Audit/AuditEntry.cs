namespace IntegrationHost.Core.Audit;

/// <summary>One event of the trail.</summary>
public sealed record AuditEntry
{
    /// <summary>Number, from 1 without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Monotonic milliseconds since the store was opened.</summary>
    public required long Ticks { get; init; }

    /// <summary>One id per opening of the store.</summary>
    public required string BootId { get; init; }

    /// <summary><c>local</c> for the operator of this machine, <c>system</c> for the host itself, otherwise a token's id.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as <c>account.change</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of thing it was done to.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Its id; empty if there is none.</summary>
    public required string ObjectId { get; init; }

    /// <summary><c>ok</c>, <c>intent</c>, <c>failed</c>, <c>denied</c> or <c>joined</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Ties the events of one request together.</summary>
    public required string RequestId { get; init; }

    /// <summary>More, as a JSON object of texts.</summary>
    public required string Details { get; init; }

    /// <summary>MAC of the row before, hex.</summary>
    public required string PrevMac { get; init; }

    /// <summary>MAC of this row, hex.</summary>
    public required string Mac { get; init; }
}

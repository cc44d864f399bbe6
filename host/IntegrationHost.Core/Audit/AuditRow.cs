namespace IntegrationHost.Core.Audit;

/// <summary>One event in the database. Written once, never changed: triggers refuse it, and the chain shows it.</summary>
internal sealed class AuditRow
{
    /// <summary>From 1 without gaps.</summary>
    public required long Seq { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Monotonic time of the process, in milliseconds: order within a boot does not hang on the clock.</summary>
    public required long Ticks { get; set; }

    /// <summary>One id per opening of the store.</summary>
    public required string BootId { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public required string ObjectType { get; set; }

    public required string ObjectId { get; set; }

    public required string Result { get; set; }

    public required string RequestId { get; set; }

    /// <summary>JSON object of texts whose keys the action allows.</summary>
    public required string Details { get; set; }

    public required byte[] PrevMac { get; set; }

    public required byte[] Mac { get; set; }
}

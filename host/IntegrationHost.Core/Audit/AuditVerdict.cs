namespace IntegrationHost.Core.Audit;

/// <summary>What a walk over the trail found.</summary>
public enum AuditVerdict
{
    /// <summary>Every row is as it was written, and the last acknowledged one is there.</summary>
    Intact,

    /// <summary>A row was changed, added, moved or removed.</summary>
    Broken,

    /// <summary>The rows that are there are whole, but acknowledged ones are missing at the end, or the anchor is.</summary>
    TailMissing,
}

namespace IntegrationHost.Core.Audit;

/// <summary>A check of the trail and of the rows that decide who may do what.</summary>
public sealed record AuditReport
{
    /// <summary>What the trail is.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>Rows looked at.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows before them that were written under keys that are lost since: they can be read, and not be checked.</summary>
    public long Earlier { get; init; }

    /// <summary>Events that were exported, a whole segment at a time, and taken out of the store; the exported files stand for them.</summary>
    public long Removed { get; init; }

    /// <summary>Number of the last row.</summary>
    public required long Head { get; init; }

    /// <summary>Number of the last acknowledged row; <c>null</c> if the anchor is missing or damaged.</summary>
    public long? Anchor { get; init; }

    /// <summary>The first row that is wrong; <c>null</c> if none is.</summary>
    public long? FirstBadSeq { get; init; }

    /// <summary>Uses that were begun and whose end nobody knows (the host ended in between).</summary>
    public required long UnknownOutcomes { get; init; }

    /// <summary>Permissions, tokens, roles, principals and plugin pins that were looked at.</summary>
    public required int ProtectedRows { get; init; }

    /// <summary>Those of them that were changed outside the host, as table and id; each counts as absent until it is set again.</summary>
    public required IReadOnlyList<string> Tampered { get; init; }

    /// <summary>Tables, columns, indexes and triggers that are not as the host makes them, and rows of any table with a value that is none of its column, as table, number and column; those are read as something harmless.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];

    /// <summary>Whether the kept figures over the accounts were not what counting gives; they were counted anew.</summary>
    public bool Recounted { get; init; }
}

namespace IntegrationHost.Client.Wire;

/// <summary>An event of the audit trail (<c>GET /api/audit</c>).</summary>
/// <param name="Seq">Number, from 1 without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Ticks">Monotonic milliseconds since the store was opened.</param>
/// <param name="BootId">One id per opening of the store.</param>
/// <param name="Actor"><c>local</c>, <c>system</c>, or <c>token:</c> and a token's id.</param>
/// <param name="Action">What was done.</param>
/// <param name="ObjectType">Kind of thing it was done to.</param>
/// <param name="ObjectId">Its id, or empty.</param>
/// <param name="Result"><c>ok</c>, <c>intent</c>, <c>failed</c>, <c>denied</c> or <c>joined</c>.</param>
/// <param name="RequestId">Ties the events of one request together.</param>
/// <param name="Details">More, by key. Never a value of a secret.</param>
/// <param name="PrevMac">MAC of the event before, hex.</param>
/// <param name="Mac">MAC of this event, hex.</param>
public sealed record AuditEventReport(
    long Seq, DateTimeOffset At, long Ticks, string BootId, string Actor, string Action, string ObjectType, string ObjectId, string Result, string RequestId,
    IReadOnlyDictionary<string, string> Details, string PrevMac, string Mac);

/// <summary>Which part of the trail to check (<c>POST /api/audit/verify</c>).</summary>
public sealed record AuditVerifyRequest
{
    /// <summary>First event; 1 if absent.</summary>
    public long? From { get; init; }

    /// <summary>Last event; the end if absent, and only then the end is compared with the anchor.</summary>
    public long? To { get; init; }
}

/// <summary>What a check of the trail found.</summary>
/// <param name="Verdict"><c>Intact</c>, <c>Broken</c> or <c>TailMissing</c>.</param>
/// <param name="Rows">Events looked at.</param>
/// <param name="Head">Number of the last whole event.</param>
/// <param name="Anchor">Number of the last acknowledged event; <c>null</c> if the anchor is missing or damaged.</param>
/// <param name="FirstBadSeq">The first event that is wrong, or <c>null</c>.</param>
/// <param name="UnknownOutcomes">Uses whose end nobody knows.</param>
/// <param name="ProtectedRows">Permissions, tokens, roles, principals and plugin pins looked at.</param>
/// <param name="Tampered">Those changed outside the host, as table and id.</param>
/// <param name="Earlier">Events before them under keys that are lost since, which cannot be checked.</param>
/// <param name="Removed">Events that were exported and taken out of the store; the exported files stand for them.</param>
/// <param name="Damaged">Tables, columns, indexes and triggers that are not as the host makes them, and rows with a value that is none of its column, as table, number and column; none if absent.</param>
/// <param name="Recounted">Whether the kept figures over the accounts were not what counting gives; they were counted anew.</param>
public sealed record AuditVerifyReport(
    string Verdict, long Rows, long Head, long? Anchor, long? FirstBadSeq, long UnknownOutcomes, int ProtectedRows, IReadOnlyList<string> Tampered, long Earlier = 0, long Removed = 0,
    IReadOnlyList<string>? Damaged = null, bool Recounted = false);

/// <summary>A part of the trail, exported and taken out as a whole (<c>GET /api/audit/segments</c>).</summary>
/// <param name="Number">From 1 without gaps.</param>
/// <param name="First">Number of its first event.</param>
/// <param name="Last">Number of its last event; of the open segment, the last so far.</param>
/// <param name="LastMac">MAC of that event, hex.</param>
/// <param name="Open">Whether events are still added to it.</param>
/// <param name="Removed">Whether its events were exported and taken out of the store.</param>
/// <param name="Sha256">Hash of the exported file that stands for it; <c>null</c> while its events are in the store.</param>
public sealed record AuditSegmentReport(long Number, long First, long Last, string LastMac, bool Open, bool Removed, string? Sha256);

/// <summary>Exported events to check (<c>POST /api/audit/segments/check</c>), at most 1,000 at once.</summary>
public sealed record AuditCheckRequest
{
    /// <summary>Number of the event before the first; 0 if there is none.</summary>
    public long After { get; init; }

    /// <summary>MAC of that event, hex; empty if there is none.</summary>
    public string AfterMac { get; init; } = "";

    /// <summary>The events, in order, as they were exported.</summary>
    public required IReadOnlyList<AuditEventReport> Events { get; init; }
}

/// <summary>What a check of exported events found.</summary>
/// <param name="FirstBadSeq">The first event that is not as it was written, or is missing; <c>null</c> if all are whole and follow each other.</param>
public sealed record AuditCheckReport(long? FirstBadSeq);

/// <summary>Takes a segment out of the store (<c>POST /api/audit/segments/{number}/remove</c>).</summary>
public sealed record RemoveSegmentRequest
{
    /// <summary>MAC of the last event in the exported file, hex.</summary>
    public required string LastMac { get; init; }

    /// <summary>SHA-256 of the exported file, hex. It is recorded.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A value whose hash in the trail is asked for (<c>POST /api/audit/hash</c>).</summary>
public sealed record AuditHashRequest
{
    /// <summary>The value, at most 4,096 characters. It is not kept.</summary>
    public required string Value { get; init; }
}

/// <summary>What stands in the trail for a value.</summary>
/// <param name="Hash">Keyed hash, 32 hex digits.</param>
public sealed record AuditHashReport(string Hash);

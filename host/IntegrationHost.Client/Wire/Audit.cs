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
public sealed record AuditVerifyReport(
    string Verdict, long Rows, long Head, long? Anchor, long? FirstBadSeq, long UnknownOutcomes, int ProtectedRows, IReadOnlyList<string> Tampered, long Earlier = 0);

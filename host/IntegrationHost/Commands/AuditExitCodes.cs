using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>What <c>audit verify</c> ends with.</summary>
internal static class AuditExitCodes
{
    /// <summary>A row of the trail, or one that decides who may do what, is not as it was written.</summary>
    public const int Broken = 1;

    /// <summary>Acknowledged events are missing at the end, or the anchor is.</summary>
    public const int TailMissing = 2;

    /// <summary>The store cannot be read.</summary>
    public const int Unreadable = 3;

    public static int For(AuditVerifyReport report) => report switch
    {
        { Verdict: "Broken" } or { Tampered.Count: > 0 } or { Damaged.Count: > 0 } => Broken,
        { Verdict: "TailMissing" } => TailMissing,
        _ => ExitCodes.Ok,
    };
}

namespace IntegrationHost.Core.Audit;

/// <summary>What the anchor file says.</summary>
/// <param name="Counter">Rises with each write; the higher of the two slots counts.</param>
/// <param name="Head">The last acknowledged row.</param>
/// <param name="KeyTerm">The key ring's term at the time; a ring with a lower one is older than what was acknowledged.</param>
internal sealed record AuditAnchorState(ulong Counter, AuditHead Head, long KeyTerm);

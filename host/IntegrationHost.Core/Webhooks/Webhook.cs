namespace IntegrationHost.Core.Webhooks;

/// <summary>An address that is told of changes.</summary>
/// <param name="Id">Made by the host.</param>
/// <param name="Url">Where to.</param>
/// <param name="Kinds">Kinds of events; empty for all.</param>
/// <param name="OwnerName">Who made it: it is told of what that principal may read.</param>
/// <param name="Enabled">Whether it is being told.</param>
/// <param name="Reason">Why it was switched off, or what went wrong last; <c>null</c> if nothing.</param>
/// <param name="Failures">Attempts in a row that failed.</param>
/// <param name="NextAttemptAt">When it is tried again; <c>null</c> if nothing waits.</param>
/// <param name="DeliveredAt">When an event was delivered last, or <c>null</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Webhook(
    Guid Id, string Url, IReadOnlyList<string> Kinds, string OwnerName, bool Enabled, string? Reason, int Failures, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt,
    DateTimeOffset CreatedAt);

namespace IntegrationHost.Core.Permissions;

/// <summary>Whether someone may do something to an object, and why.</summary>
/// <param name="Allowed">Whether they may.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Sid">The identity whose entry decided, as stored; <c>null</c> if no entry did.</param>
internal sealed record AccessDecision(bool Allowed, string Reason, string? Sid = null);

namespace IntegrationHost.Core.Permissions;

/// <summary>Why someone may or may not do something.</summary>
/// <param name="Allowed">Whether they may, given a token with the scope.</param>
/// <param name="Reason">What decided, in words.</param>
/// <param name="DecidedBy">The identity whose entry decided; <c>null</c> if no entry did.</param>
/// <param name="Scope">The scope that a token needs besides.</param>
/// <param name="TokensWithScope">Ids of the principal's working tokens that have it.</param>
/// <param name="Identities">Who the principal is for permissions: itself, its roles, and everyone's.</param>
/// <param name="Next">What would change it; empty if it is allowed.</param>
public sealed record Explanation(
    bool Allowed, string Reason, string? DecidedBy, string Scope, IReadOnlyList<string> TokensWithScope, IReadOnlyList<string> Identities, string Next);

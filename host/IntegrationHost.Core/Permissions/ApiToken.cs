namespace IntegrationHost.Core.Permissions;

/// <summary>A token, as far as it may be shown.</summary>
/// <param name="Id">Six characters; no secret.</param>
/// <param name="Name">What it is for.</param>
/// <param name="PrincipalId">Whose it is.</param>
/// <param name="Username">The principal's name.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was revoked; <c>null</c> if it was not.</param>
public sealed record ApiToken(
    string Id, string Name, Guid PrincipalId, string Username, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

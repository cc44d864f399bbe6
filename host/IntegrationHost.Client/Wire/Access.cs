namespace IntegrationHost.Client.Wire;

/// <summary>A token, as far as it may be shown (<c>GET /api/tokens</c>).</summary>
/// <param name="Id">Six characters; no secret.</param>
/// <param name="Name">What it is for.</param>
/// <param name="PrincipalId">Whose it is.</param>
/// <param name="Username">The principal's name.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was revoked; <c>null</c> if it was not.</param>
public sealed record TokenSummary(
    string Id, string Name, string PrincipalId, string Username, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>Makes a token (<c>POST /api/tokens</c>). It can do no more than the one it is made with.</summary>
public sealed record CreateTokenRequest
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is; one's own if absent.</summary>
    public string? Username { get; init; }

    /// <summary>Such as <c>accounts:read</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>1 to 365; 30 if absent.</summary>
    public int? Days { get; init; }
}

/// <summary>A token that was just made. Its text comes this once.</summary>
/// <param name="Token">The token itself.</param>
/// <param name="Summary">What may be shown of it.</param>
public sealed record CreatedToken(string Token, TokenSummary Summary)
{
    /// <summary>Prints no token.</summary>
    public override string ToString() => $"CreatedToken({Summary.Id})";
}

/// <summary>A user or a program (<c>GET /api/principals</c>).</summary>
/// <param name="Id">UUID.</param>
/// <param name="Username">Name.</param>
/// <param name="Roles">Names of its roles.</param>
/// <param name="Enabled">Whether its tokens work.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it was changed last.</param>
public sealed record PrincipalSummary(string Id, string Username, IReadOnlyList<string> Roles, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Makes a principal (<c>POST /api/principals</c>), or changes one (<c>PUT /api/principals/{id}</c>): what is absent stays.</summary>
public sealed record PrincipalRequest
{
    /// <summary>Name; required to make one.</summary>
    public string? Username { get; init; }

    /// <summary>Names of roles.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Whether its tokens work; <c>true</c> for a new one.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>A role (<c>GET /api/roles</c>).</summary>
/// <param name="Id">UUID.</param>
/// <param name="RoleName">Name.</param>
/// <param name="BuiltIn">Whether it is one of ThorAPI's own.</param>
public sealed record RoleSummary(string Id, string RoleName, bool BuiltIn);

/// <summary>Makes or renames a role.</summary>
public sealed record RoleRequest
{
    /// <summary>Name.</summary>
    public required string RoleName { get; init; }
}

/// <summary>One permission of one identity on an object, as ThorAPI's <c>/v1/auth/acl/entries</c> gives it.</summary>
/// <param name="Username">User, role or system identity.</param>
/// <param name="Permission">Such as <c>READ</c>.</param>
/// <param name="Granted">Whether it is granted; otherwise denied.</param>
public sealed record PermissionEntry(string Username, string Permission, bool Granted);

/// <summary>All permissions of an object (<c>PUT /api/permissions/{type}/{id}</c>).</summary>
public sealed record SetPermissionsRequest
{
    /// <summary>The permissions as they shall be.</summary>
    public required IReadOnlyList<PermissionEntry> Entries { get; init; }

    /// <summary>Whether one's own READ or ADMINISTRATION may be lost by it.</summary>
    public bool ConfirmLockout { get; init; }
}

/// <summary>One permission to grant, revoke, deny (<c>POST /v1/auth/acl/…</c>) or explain. ThorAPI calls it AclGrantRequest.</summary>
public sealed record PermissionRequest
{
    /// <summary>Java class, such as <c>com.valkyrlabs.model.IntegrationAccount</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>UUID of the object.</summary>
    public required string ObjectId { get; init; }

    /// <summary>User, role or system identity.</summary>
    public required string Username { get; init; }

    /// <summary>Such as <c>READ</c>, without regard to case.</summary>
    public required string Permission { get; init; }
}

/// <summary>What the caller may do to an object (<c>GET /v1/auth/acl/permissions</c>).</summary>
/// <param name="Permissions">Each for itself.</param>
/// <param name="IsOwner">Whether the caller owns it.</param>
/// <param name="IsAdmin">Whether the caller has the role ADMIN.</param>
public sealed record EffectivePermissionsReport(IReadOnlyList<string> Permissions, bool IsOwner, bool IsAdmin);

/// <summary>Why someone may or may not do something (<c>POST /api/permissions/explain</c>).</summary>
/// <param name="Allowed">Whether they may, with a token that has the scope.</param>
/// <param name="Reason">What decided.</param>
/// <param name="DecidedBy">The identity whose entry decided, or <c>null</c>.</param>
/// <param name="Scope">The scope that a token needs besides.</param>
/// <param name="TokensWithScope">Ids of the principal's working tokens that have it.</param>
/// <param name="Identities">Who the principal is for permissions.</param>
/// <param name="Next">What would change it; empty if nothing needs to.</param>
public sealed record ExplanationReport(
    bool Allowed, string Reason, string? DecidedBy, string Scope, IReadOnlyList<string> TokensWithScope, IReadOnlyList<string> Identities, string Next);

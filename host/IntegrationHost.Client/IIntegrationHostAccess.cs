using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The part of the local API about who may do what, and about the trail.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IIntegrationHostAccess
{
    /// <summary>One's own tokens; every token for admins.</summary>
    Task<IReadOnlyList<TokenSummary>> GetTokensAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a token. Its text is in this answer and nowhere else.</summary>
    Task<CreatedToken> CreateTokenAsync(CreateTokenRequest request, CancellationToken cancellationToken = default);

    /// <summary>Revokes a token; the next request with it is refused.</summary>
    Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Users and programs, by name. For admins.</summary>
    Task<IReadOnlyList<PrincipalSummary>> GetPrincipalsAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a user or a program. For admins.</summary>
    Task<PrincipalSummary> CreatePrincipalAsync(PrincipalRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes a principal; what is absent stays. For admins.</summary>
    Task<PrincipalSummary> ChangePrincipalAsync(string id, PrincipalRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sets the password that a principal logs in with, and logs it out. For admins.</summary>
    Task SetPasswordAsync(string id, PasswordRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes a principal's password away, and logs it out. For admins.</summary>
    Task RemovePasswordAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a principal with its tokens. For admins.</summary>
    Task DeletePrincipalAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>ThorAPI's own roles, and the others.</summary>
    Task<IReadOnlyList<RoleSummary>> GetRolesAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a role. For admins.</summary>
    Task<RoleSummary> CreateRoleAsync(RoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a role. For admins.</summary>
    Task DeleteRoleAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Who may do what to an object.</summary>
    /// <param name="type"><c>account</c> or <c>module</c>.</param>
    /// <param name="id">The object.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PermissionEntry>> GetPermissionsAsync(string type, string id, CancellationToken cancellationToken = default);

    /// <summary>Makes the permissions of an object exactly these, as one change.</summary>
    /// <param name="type"><c>account</c> or <c>module</c>.</param>
    /// <param name="id">The object.</param>
    /// <param name="request">All of its permissions.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PermissionEntry>> SetPermissionsAsync(string type, string id, SetPermissionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Grants one permission.</summary>
    Task<PermissionEntry> GrantAsync(PermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes one permission back, granted or denied.</summary>
    Task<PermissionEntry> RevokeAsync(PermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Denies one permission explicitly.</summary>
    Task<PermissionEntry> DenyAsync(PermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>What the caller may do to an object.</summary>
    /// <param name="objectType">Java class.</param>
    /// <param name="objectId">The object.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EffectivePermissionsReport> GetEffectivePermissionsAsync(string objectType, string objectId, CancellationToken cancellationToken = default);

    /// <summary>Why someone may or may not do something. For admins.</summary>
    Task<ExplanationReport> ExplainAsync(PermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Events of the audit trail in order.</summary>
    /// <param name="after">Number after which to begin; <c>null</c> for the last ones.</param>
    /// <param name="max">At most 1000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<AuditEventReport>> GetAuditAsync(long? after, int max, CancellationToken cancellationToken = default);

    /// <summary>Walks the audit trail, and checks every row that decides who may do what.</summary>
    Task<AuditVerifyReport> VerifyAuditAsync(AuditVerifyRequest request, CancellationToken cancellationToken = default);
}

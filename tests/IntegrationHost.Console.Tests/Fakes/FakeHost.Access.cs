using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Tokens, principals, roles and the trail: calls that no screen of these tests makes.</content>
internal sealed partial class FakeHost
{
    public Task<IReadOnlyList<TokenSummary>> GetTokensAsync(CancellationToken cancellationToken = default) => throw Unused();

    public Task<CreatedToken> CreateTokenAsync(CreateTokenRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default) => throw Unused();

    public Task<IReadOnlyList<PrincipalSummary>> GetPrincipalsAsync(CancellationToken cancellationToken = default) => throw Unused();

    public Task<PrincipalSummary> CreatePrincipalAsync(PrincipalRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task<PrincipalSummary> ChangePrincipalAsync(string id, PrincipalRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task DeletePrincipalAsync(string id, CancellationToken cancellationToken = default) => throw Unused();

    public Task<IReadOnlyList<RoleSummary>> GetRolesAsync(CancellationToken cancellationToken = default) => throw Unused();

    public Task<RoleSummary> CreateRoleAsync(RoleRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task DeleteRoleAsync(string id, CancellationToken cancellationToken = default) => throw Unused();

    public Task<IReadOnlyList<AuditEventReport>> GetAuditAsync(long? after, int max, CancellationToken cancellationToken = default) => throw Unused();

    public Task<AuditVerifyReport> VerifyAuditAsync(AuditVerifyRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task SetPasswordAsync(string id, PasswordRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task RemovePasswordAsync(string id, CancellationToken cancellationToken = default) => throw Unused();
}

using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Who may do what.</content>
internal sealed partial class FakeHost : IIntegrationHostAccess
{
    /// <summary>The permissions of every object.</summary>
    public IReadOnlyList<PermissionEntry> Permissions { get; private set; } =
        [new("operator", "ADMINISTRATION", true), new("STAFF", "READ", true), new("STAFF", "EXECUTE", true), new("ci-bot", "EXECUTE", false)];

    public async Task<IReadOnlyList<PermissionEntry>> GetPermissionsAsync(string type, string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("permissions", cancellationToken);
        return Permissions;
    }

    public async Task<IReadOnlyList<PermissionEntry>> SetPermissionsAsync(string type, string id, SetPermissionsRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("set permissions", cancellationToken);
        if (!request.ConfirmLockout && !request.Entries.Any(entry => entry is { Username: "operator", Permission: "ADMINISTRATION", Granted: true }))
            throw new HostApiException(HttpStatusCode.Conflict, "You would lose ADMINISTRATION on this yourself.", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
        return Permissions = request.Entries;
    }

    public async Task<ExplanationReport> ExplainAsync(PermissionRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("explain", cancellationToken);
        bool allowed = Permissions.Any(entry => entry.Username == request.Username && entry.Permission == request.Permission && entry.Granted);
        return new ExplanationReport(allowed, allowed ? "It is granted." : "Nothing grants it.", request.Username, "accounts:read", [], [request.Username], allowed ? "" : "Grant it.");
    }

    public Task<PermissionEntry> GrantAsync(PermissionRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task<PermissionEntry> RevokeAsync(PermissionRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task<PermissionEntry> DenyAsync(PermissionRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task<EffectivePermissionsReport> GetEffectivePermissionsAsync(string objectType, string objectId, CancellationToken cancellationToken = default) => throw Unused();

    public Task SetPasswordAsync(string id, PasswordRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task RemovePasswordAsync(string id, CancellationToken cancellationToken = default) => throw Unused();
}

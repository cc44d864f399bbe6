using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Permissions;

/// <summary><c>/api/permissions</c>: all permissions of an object as one, and why someone may not. Single ones are granted under <c>/v1/auth/acl</c>.</summary>
internal static class PermissionEndpoints
{
    private const int MaxEntries = 1000;

    public static void MapPermissions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder permissions = routes.MapGroup("/api/permissions").WithTags("permissions").WithProblems();
        permissions.MapGet("/account/{id:guid}", ListAccount).WithName("getAccountPermissions").WithSummary("Who may do what to an account.")
            .Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Administration);
        permissions.MapPut("/account/{id:guid}", SetAccount).WithName("setAccountPermissions")
            .WithSummary("Makes the permissions of an account exactly these, as one change: grants before revokes, nothing written without a difference.")
            .Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Administration);
        permissions.MapGet("/module/{id:guid}", ListModule).WithName("getModulePermissions").WithSummary("Who may do what to an ExecModule.")
            .Needs(Scopes.AccountsRead, SecuredType.Module, Permission.Administration);
        permissions.MapPut("/module/{id:guid}", SetModule).WithName("setModulePermissions").WithSummary("Makes the permissions of an ExecModule exactly these.")
            .Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Administration);
        permissions.MapPost("/explain", Explain).WithName("explainPermission").WithSummary("Why someone may or may not do something to an object.").NeedsAdmin(Scopes.TokensAdmin);
    }

    private static Task<Ok<IReadOnlyList<PermissionEntry>>> ListAccount(Guid id, PermissionService permissions, CancellationToken cancellationToken) =>
        List(SecuredType.Account, id, permissions, cancellationToken);

    private static Task<Ok<IReadOnlyList<PermissionEntry>>> ListModule(Guid id, PermissionService permissions, CancellationToken cancellationToken) =>
        List(SecuredType.Module, id, permissions, cancellationToken);

    private static Task<Ok<IReadOnlyList<PermissionEntry>>> SetAccount(Guid id, SetPermissionsRequest request, PermissionService permissions, CancellationToken cancellationToken) =>
        Set(SecuredType.Account, id, request, permissions, cancellationToken);

    private static Task<Ok<IReadOnlyList<PermissionEntry>>> SetModule(Guid id, SetPermissionsRequest request, PermissionService permissions, CancellationToken cancellationToken) =>
        Set(SecuredType.Module, id, request, permissions, cancellationToken);

    private static async Task<Ok<IReadOnlyList<PermissionEntry>>> List(SecuredType type, Guid id, PermissionService permissions, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToWire(await permissions.ListAsync(type, id, cancellationToken)));

    private static async Task<Ok<IReadOnlyList<PermissionEntry>>> Set(
        SecuredType type, Guid id, SetPermissionsRequest request, PermissionService permissions, CancellationToken cancellationToken)
    {
        if (request.Entries.Count > MaxEntries)
            throw RequestRefusedException.BadRequest($"An object has at most {MaxEntries} permissions. Grant them to roles.");
        AclItem[] items = [.. request.Entries.Select(entry => new AclItem(entry.Username, ObjectPlace.Permission(entry.Permission), entry.Granted))];
        return TypedResults.Ok(ToWire(await permissions.SetAsync(type, id, items, request.ConfirmLockout, cancellationToken)));
    }

    private static async Task<Ok<ExplanationReport>> Explain(PermissionRequest request, ExplainService explain, CancellationToken cancellationToken)
    {
        (SecuredType type, Guid id) = ObjectPlace.Read(request.ObjectType, request.ObjectId);
        Explanation found = await explain.ExplainAsync(type, id, request.Username, ObjectPlace.Permission(request.Permission), cancellationToken);
        return TypedResults.Ok(new ExplanationReport(found.Allowed, found.Reason, found.DecidedBy, found.Scope, found.TokensWithScope, found.Identities, found.Next));
    }

    internal static IReadOnlyList<PermissionEntry> ToWire(IReadOnlyList<AclItem> items) =>
        [.. items.Select(item => new PermissionEntry(item.Name, PermissionNames.Write(item.Permission), item.Granted))];
}

using IntegrationHost.Api.Access;
using IntegrationHost.Api.Permissions;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/auth/acl</c>, as ThorAPI's permission dialog calls it: one permission per call.</summary>
internal static class AclEndpoints
{
    public static void MapAcl(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder acl = routes.MapGroup("/v1/auth/acl").WithTags("Acl").WithThorErrors();
        acl.MapPost("/grant", Grant).WithName("grantPermission").WithSummary("Grants one permission on an object to a user, a role or a system identity.").Needs(Scopes.AccountsWrite);
        acl.MapPost("/revoke", Revoke).WithName("revokePermission").WithSummary("Takes one permission back, granted or denied.").Needs(Scopes.AccountsWrite);
        acl.MapPost("/deny", Deny).WithName("denyPermission").WithSummary("Denies one permission explicitly.").Needs(Scopes.AccountsWrite);
        acl.MapGet("/entries/{objectType}/{objectId:guid}", Entries).WithName("getAclEntries").WithSummary("The permissions of an object.").Needs(Scopes.AccountsRead);
        acl.MapGet("/permissions", Permissions).WithName("getAclPermissions").WithSummary("What the caller may do to an object (objectType, objectId).").Needs(Scopes.AccountsRead);
    }

    private static async Task<Ok<PermissionEntry>> Grant(PermissionRequest request, PermissionService permissions, CancellationToken cancellationToken)
    {
        (SecuredType type, Guid id) = ObjectPlace.Read(request.ObjectType, request.ObjectId);
        Permission permission = ObjectPlace.Permission(request.Permission);
        await permissions.GrantAsync(type, id, request.Username, permission, cancellationToken);
        return TypedResults.Ok(new PermissionEntry(request.Username.Trim(), PermissionNames.Write(permission), Granted: true));
    }

    private static async Task<Ok<PermissionEntry>> Revoke(PermissionRequest request, PermissionService permissions, CancellationToken cancellationToken)
    {
        (SecuredType type, Guid id) = ObjectPlace.Read(request.ObjectType, request.ObjectId);
        Permission permission = ObjectPlace.Permission(request.Permission);
        await permissions.RevokeAsync(type, id, request.Username, permission, cancellationToken);
        return TypedResults.Ok(new PermissionEntry(request.Username.Trim(), PermissionNames.Write(permission), Granted: false));
    }

    private static async Task<Ok<PermissionEntry>> Deny(PermissionRequest request, PermissionService permissions, CancellationToken cancellationToken)
    {
        (SecuredType type, Guid id) = ObjectPlace.Read(request.ObjectType, request.ObjectId);
        Permission permission = ObjectPlace.Permission(request.Permission);
        await permissions.DenyAsync(type, id, request.Username, permission, cancellationToken);
        return TypedResults.Ok(new PermissionEntry(request.Username.Trim(), PermissionNames.Write(permission), Granted: false));
    }

    private static async Task<Ok<IReadOnlyList<PermissionEntry>>> Entries(string objectType, Guid objectId, PermissionService permissions, CancellationToken cancellationToken) =>
        TypedResults.Ok(PermissionEndpoints.ToWire(await permissions.ListAsync(ObjectPlace.Type(objectType), objectId, cancellationToken)));

    private static async Task<Ok<EffectivePermissionsReport>> Permissions(
        PermissionService permissions, CancellationToken cancellationToken, string? objectType = null, string? objectId = null)
    {
        (SecuredType type, Guid id) = ObjectPlace.Read(objectType, objectId);
        EffectivePermissions mine = await permissions.EffectiveAsync(type, id, cancellationToken);
        return TypedResults.Ok(new EffectivePermissionsReport([.. mine.Permissions.Select(PermissionNames.Write)], mine.IsOwner, mine.IsAdmin));
    }
}

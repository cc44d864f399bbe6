using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/Role</c>, as a generated ThorAPI client expects it.</summary>
internal static class RoleEndpoints
{
    public static void MapThorRoles(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder roles = routes.MapGroup("/v1/Role").WithTags("Role").WithThorErrors();
        roles.MapGet("", List).WithName("getRoleList").WithSummary("Roles, paged from 0, filtered by example.")
            .Produces<IReadOnlyList<ThorRole>>().WithListQuery().Needs(Scopes.AccountsRead);
        roles.MapPost("", Create).WithName("postRole").WithSummary("Makes a role. An id in the body is ignored.")
            .Accepts<ThorRole>("application/json").Produces<ThorRole>(StatusCodes.Status201Created).NeedsAdmin(Scopes.TokensAdmin);
        roles.MapGet("/{id:guid}", Get).WithName("getRole").WithSummary("One role.").Produces<ThorRole>().Needs(Scopes.AccountsRead);
        roles.MapPut("/{id:guid}", Replace).WithName("updateRole").WithSummary("Renames a role.")
            .Accepts<ThorRole>("application/json").Produces<ThorRole>().NeedsAdmin(Scopes.TokensAdmin);
        roles.MapDelete("/{id:guid}", Delete).WithName("deleteRole").WithSummary("Deletes a role.").NeedsAdmin(Scopes.TokensAdmin);
    }

    private static async Task<ContentHttpResult> List(HttpContext context, RoleService roles, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, ThorShapes.Role);
        return ThorResults.Json(query.Select((await roles.ListAsync(cancellationToken)).Select(role => ToWire(role))));
    }

    private static async Task<ContentHttpResult> Get(Guid id, RoleService roles, CancellationToken cancellationToken) =>
        ThorResults.Json(ToWire(await roles.GetAsync(id, cancellationToken)));

    private static async Task<ContentHttpResult> Create(HttpContext context, RoleService roles, CancellationToken cancellationToken)
    {
        Role made = await roles.CreateAsync(Name(await WireBody.ReadAsync(context.Request, cancellationToken)), cancellationToken);
        context.Response.Headers.Location = $"/v1/Role/{made.Id}";
        return ThorResults.Json(ToWire(made), StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> Replace(Guid id, HttpRequest request, RoleService roles, CancellationToken cancellationToken) =>
        ThorResults.Json(ToWire(await roles.RenameAsync(id, Name(await WireBody.ReadAsync(request, cancellationToken)), cancellationToken)));

    private static async Task<NoContent> Delete(Guid id, RoleService roles, CancellationToken cancellationToken, bool cascade = true, bool trash = true)
    {
        // There is no trash for a role: one that may come back is one that still grants.
        _ = cascade | trash;
        await roles.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    internal static ThorRole ToThor(Role role) => new()
    {
        Id = role.Id.ToString(),
        CreatedDate = WireTime.AsStored(role.CreatedAt),
        LastModifiedDate = WireTime.AsStored(role.ModifiedAt),
        RoleName = role.RoleName,
        Role = role.BuiltIn ? role.RoleName : "CUSTOM",
        Trashed = false,
    };

    private static JsonObject ToWire(Role role) => (JsonObject)JsonSerializer.SerializeToNode(ToThor(role), ApiJsonContext.Default.ThorRole)!;

    /// <summary>The default roles are there already: only <c>CUSTOM</c> ones can be made, whose name counts.</summary>
    private static string? Name(JsonObject body)
    {
        ThorRole wire = AuditProperties.Remove(body).Deserialize(ApiJsonContext.Default.ThorRole)!;
        return wire.Role is null or "CUSTOM" or "ANONYMOUS"
            ? wire.RoleName
            : throw RequestRefusedException.BadRequest("role is one of ThorAPI's own, each of which exists once already. Send CUSTOM, or leave it out.");
    }
}

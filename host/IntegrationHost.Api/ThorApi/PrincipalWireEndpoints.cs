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

/// <summary><c>/v1/Principal</c>, as a generated ThorAPI client expects it.</summary>
internal static class PrincipalWireEndpoints
{
    public static void MapThorPrincipals(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder principals = routes.MapGroup("/v1/Principal").WithTags("Principal").WithThorErrors();
        principals.MapGet("", List).WithName("getPrincipalList").WithSummary("Principals, paged from 0, filtered by example.")
            .Produces<IReadOnlyList<ThorPrincipal>>().WithListQuery().NeedsAdmin(Scopes.TokensAdmin);
        principals.MapPost("", Create).WithName("postPrincipal").WithSummary("Makes a principal. Its password is set with PUT /api/principals/{id}/password.")
            .Accepts<ThorPrincipal>("application/json").Produces<ThorPrincipal>(StatusCodes.Status201Created).NeedsAdmin(Scopes.TokensAdmin);
        principals.MapGet("/{id:guid}", Get).WithName("getPrincipalById").WithSummary("One principal.").Produces<ThorPrincipal>().NeedsAdmin(Scopes.TokensAdmin);
        principals.MapPut("/{id:guid}", Replace).WithName("putPrincipal").WithSummary("Saves the whole object: name, roles, enabled.")
            .Accepts<ThorPrincipal>("application/json").Produces<ThorPrincipal>().NeedsAdmin(Scopes.TokensAdmin);
        principals.MapDelete("/{id:guid}", Delete).WithName("deleteThorPrincipal").WithSummary("Deletes a principal with its tokens.").NeedsAdmin(Scopes.TokensAdmin);
    }

    private static async Task<ContentHttpResult> List(HttpContext context, PrincipalService principals, RoleService roles, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, ThorShapes.Principal);
        IReadOnlyList<Role> known = await roles.ListAsync(cancellationToken);
        return ThorResults.Json(query.Select((await principals.ListAsync(cancellationToken)).Select(principal => ToWire(principal, known))));
    }

    private static async Task<ContentHttpResult> Get(Guid id, PrincipalService principals, RoleService roles, CancellationToken cancellationToken) =>
        ThorResults.Json(ToWire(await principals.GetAsync(id, cancellationToken), await roles.ListAsync(cancellationToken)));

    private static async Task<ContentHttpResult> Create(HttpContext context, PrincipalService principals, RoleService roles, CancellationToken cancellationToken)
    {
        ThorPrincipal wire = Read(await WireBody.ReadAsync(context.Request, cancellationToken));
        Principal made = await principals.CreateAsync(wire.Username, RoleNames(wire), wire.Enabled ?? wire.AccountEnabled ?? true, cancellationToken);
        context.Response.Headers.Location = $"/v1/Principal/{made.Id}";
        return ThorResults.Json(ToWire(made, await roles.ListAsync(cancellationToken)), StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> Replace(Guid id, HttpRequest request, PrincipalService principals, RoleService roles, CancellationToken cancellationToken)
    {
        ThorPrincipal wire = Read(await WireBody.ReadAsync(request, cancellationToken));
        Principal changed = await principals.ChangeAsync(id, wire.Username ?? "", RoleNames(wire), wire.Enabled ?? wire.AccountEnabled ?? true, cancellationToken);
        return ThorResults.Json(ToWire(changed, await roles.ListAsync(cancellationToken)));
    }

    private static async Task<NoContent> Delete(Guid id, PrincipalService principals, CancellationToken cancellationToken, bool cascade = true, bool trash = true)
    {
        // There is no trash for a principal: one that may come back is one that still has rights.
        _ = cascade | trash;
        await principals.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>A password is set apart, so that no save of a whole object sets or clears one by the way; what else ThorAPI keeps of people is not kept here.</summary>
    private static ThorPrincipal Read(JsonObject body) => body["password"] is null
        ? AuditProperties.Remove(body).Deserialize(ApiJsonContext.Default.ThorPrincipal)!
        : throw RequestRefusedException.BadRequest("A password is not set here. Leave it out, and set it with PUT /api/principals/{id}/password, or make a token with POST /api/tokens.");

    private static IReadOnlyList<string> RoleNames(ThorPrincipal wire) => [.. (wire.Roles ?? []).Select(role =>
        role is null ? throw RequestRefusedException.BadRequest("An item of roles is null. Name a role, or leave the item out.") : role.RoleName ?? role.Role ?? "")];

    public static JsonObject ToWire(Principal principal, IReadOnlyList<Role> roles)
    {
        var wire = new ThorPrincipal
        {
            Id = principal.Id.ToString(),
            OwnerId = principal.Id.ToString(),
            CreatedDate = WireTime.AsStored(principal.CreatedAt),
            LastModifiedDate = WireTime.AsStored(principal.ModifiedAt),
            Username = principal.Username,
            Enabled = principal.Enabled,
            AccountEnabled = principal.Enabled,
            Roles = [.. roles.Where(role => principal.Roles.Contains(role.RoleName)).Select(RoleEndpoints.ToThor)],
            GrantedAuthorities = [.. principal.Roles.Select(role => new ThorAuthority { Username = principal.Username, Authority = "ROLE_" + role, PrincipalId = principal.Id.ToString() })],
            Trashed = false,
        };
        return (JsonObject)JsonSerializer.SerializeToNode(wire, ApiJsonContext.Default.ThorPrincipal)!;
    }
}

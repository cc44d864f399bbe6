using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Principals;

/// <summary><c>/api/principals</c> and <c>/api/roles</c>.</summary>
internal static class PrincipalEndpoints
{
    public static void MapPrincipals(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder principals = routes.MapGroup("/api/principals").WithTags("principals").WithProblems();
        principals.MapGet("", List).WithName("getPrincipals").WithSummary("Users and programs, by name.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapPost("", Create).WithName("createPrincipal").WithSummary("Makes a user or a program, for which tokens can then be made.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapGet("/{id:guid}", Get).WithName("getPrincipal").WithSummary("One principal.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapPut("/{id:guid}", Change).WithName("updatePrincipal").WithSummary("Changes a principal; what is absent stays.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapPut("/{id:guid}/password", SetPassword).WithName("setPrincipalPassword")
            .WithSummary("Sets the password that it logs in with at /v1/auth/login; its logins end.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapDelete("/{id:guid}/password", RemovePassword).WithName("removePrincipalPassword")
            .WithSummary("Takes the password away; its logins end, its tokens stay.").NeedsAdmin(Scopes.TokensAdmin);
        principals.MapDelete("/{id:guid}", Delete).WithName("deletePrincipal").WithSummary("Deletes a principal with its tokens.").NeedsAdmin(Scopes.TokensAdmin);

        RouteGroupBuilder roles = routes.MapGroup("/api/roles").WithTags("principals").WithProblems();
        roles.MapGet("", ListRoles).WithName("getRoles").WithSummary("ThorAPI's own roles, and the others.").Needs(Scopes.AccountsRead);
        roles.MapPost("", CreateRole).WithName("createRole").WithSummary("Makes a role.").NeedsAdmin(Scopes.TokensAdmin);
        roles.MapPut("/{id:guid}", RenameRole).WithName("renameRole").WithSummary("Gives a role another name.").NeedsAdmin(Scopes.TokensAdmin);
        roles.MapDelete("/{id:guid}", DeleteRole).WithName("removeRole").WithSummary("Deletes a role.").NeedsAdmin(Scopes.TokensAdmin);
    }

    private static async Task<Ok<IReadOnlyList<PrincipalSummary>>> List(PrincipalService principals, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<PrincipalSummary>>([.. (await principals.ListAsync(cancellationToken)).Select(ToSummary)]);

    private static async Task<Ok<PrincipalSummary>> Get(Guid id, PrincipalService principals, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToSummary(await principals.GetAsync(id, cancellationToken)));

    private static async Task<Created<PrincipalSummary>> Create(PrincipalRequest request, PrincipalService principals, CancellationToken cancellationToken)
    {
        Principal made = await principals.CreateAsync(request.Username, request.Roles ?? [], request.Enabled ?? true, cancellationToken);
        return TypedResults.Created($"/api/principals/{made.Id}", ToSummary(made));
    }

    private static async Task<Ok<PrincipalSummary>> Change(Guid id, PrincipalRequest request, PrincipalService principals, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToSummary(await principals.ChangeAsync(id, request.Username, request.Roles, request.Enabled, cancellationToken)));

    private static async Task<NoContent> SetPassword(Guid id, PasswordRequest request, Passwords passwords, CancellationToken cancellationToken)
    {
        await passwords.SetAsync(id, request.Password, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemovePassword(Guid id, Passwords passwords, CancellationToken cancellationToken)
    {
        await passwords.RemoveAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Delete(Guid id, PrincipalService principals, CancellationToken cancellationToken)
    {
        await principals.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<RoleSummary>>> ListRoles(RoleService roles, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<RoleSummary>>([.. (await roles.ListAsync(cancellationToken)).Select(ToSummary)]);

    private static async Task<Created<RoleSummary>> CreateRole(RoleRequest request, RoleService roles, CancellationToken cancellationToken)
    {
        Role made = await roles.CreateAsync(request.RoleName, cancellationToken);
        return TypedResults.Created($"/v1/Role/{made.Id}", ToSummary(made));
    }

    private static async Task<Ok<RoleSummary>> RenameRole(Guid id, RoleRequest request, RoleService roles, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToSummary(await roles.RenameAsync(id, request.RoleName, cancellationToken)));

    private static async Task<NoContent> DeleteRole(Guid id, RoleService roles, CancellationToken cancellationToken)
    {
        await roles.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static PrincipalSummary ToSummary(Principal principal) =>
        new(principal.Id.ToString(), principal.Username, principal.Roles, principal.Enabled, principal.CreatedAt, principal.ModifiedAt);

    private static RoleSummary ToSummary(Role role) => new(role.Id.ToString(), role.RoleName, role.BuiltIn);
}

using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Authorization;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Authorization;

/// <summary><c>/api/accounts/{id}/authorizations</c>: a person grants access at the provider. The token that comes of it is in no answer.</summary>
internal static class AuthorizationEndpoints
{
    public static void MapAuthorizations(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder authorizations = routes.MapGroup("/api/accounts/{id:guid}/authorizations").WithTags("accounts").WithProblems();
        authorizations.MapPost("", Start).WithName("startAuthorization").WithSummary("Begins to authorize an account: open the address of the answer in a browser.")
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write, Permission.Execute);
        authorizations.MapGet("/{authorizationId:guid}", Get).WithName("getAuthorization").WithSummary("How an authorization stands.")
            .Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Read);
        authorizations.MapDelete("/{authorizationId:guid}", Cancel).WithName("cancelAuthorization").WithSummary("Calls an authorization off.")
            .Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write);
    }

    private static async Task<Created<AuthorizationReport>> Start(
        Guid id, StartAuthorizationRequest request, AccountAuthorization authorization, AccountService accounts, CancellationToken cancellationToken)
    {
        // What comes of it is stored in the account.
        await accounts.EnsureMayChangeAsync(id, cancellationToken);
        AuthorizationProgress progress = await authorization.StartAsync(id, request.Device, cancellationToken);
        return TypedResults.Created($"/api/accounts/{id}/authorizations/{progress.Id}", ToReport(progress));
    }

    private static async Task<Ok<AuthorizationReport>> Get(
        Guid id, Guid authorizationId, AccountAuthorization authorization, AccountService accounts, CancellationToken cancellationToken)
    {
        _ = await accounts.FindAsync(id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        return TypedResults.Ok(ToReport(authorization.Find(id, authorizationId) ?? throw new NotFoundException("authorization", authorizationId.ToString())));
    }

    private static async Task<NoContent> Cancel(
        Guid id, Guid authorizationId, AccountAuthorization authorization, AccountService accounts, CancellationToken cancellationToken)
    {
        await accounts.EnsureMayChangeAsync(id, cancellationToken);
        authorization.Cancel(id, authorizationId);
        return TypedResults.NoContent();
    }

    private static AuthorizationReport ToReport(AuthorizationProgress progress) => new(
        progress.Id.ToString(), progress.State.ToString(), progress.Url.AbsoluteUri, progress.UserCode, progress.ExpiresAt, progress.Message);
}

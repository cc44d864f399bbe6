using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Authorization;
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
            .WithRequestTimeout(ServerLimits.ProviderCalls);
        authorizations.MapGet("/{authorizationId:guid}", Get).WithName("getAuthorization").WithSummary("How an authorization stands.");
        authorizations.MapDelete("/{authorizationId:guid}", Cancel).WithName("cancelAuthorization").WithSummary("Calls an authorization off.");
    }

    private static async Task<Created<AuthorizationReport>> Start(
        Guid id, StartAuthorizationRequest request, AccountAuthorization authorization, CancellationToken cancellationToken)
    {
        AuthorizationProgress progress = await authorization.StartAsync(id, request.Device, cancellationToken);
        return TypedResults.Created($"/api/accounts/{id}/authorizations/{progress.Id}", ToReport(progress));
    }

    private static Ok<AuthorizationReport> Get(Guid id, Guid authorizationId, AccountAuthorization authorization) =>
        TypedResults.Ok(ToReport(authorization.Find(id, authorizationId) ?? throw new NotFoundException("authorization", authorizationId.ToString())));

    private static NoContent Cancel(Guid id, Guid authorizationId, AccountAuthorization authorization)
    {
        authorization.Cancel(id, authorizationId);
        return TypedResults.NoContent();
    }

    private static AuthorizationReport ToReport(AuthorizationProgress progress) => new(
        progress.Id.ToString(), progress.State.ToString(), progress.Url.AbsoluteUri, progress.UserCode, progress.ExpiresAt, progress.Message);
}

using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Access;

/// <summary>Holds each address to its policy: what its token is for, and whether the role ADMIN is needed. Objects are the domain's to ask for.</summary>
internal sealed class PolicyGate(AuditService audit)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            // No address, or not with this method: nothing runs.
            await next(context);
            return;
        }

        RoutePolicy? policy = endpoint.Metadata.GetMetadata<RoutePolicy>();
        if (policy is { Open: true } || ReferencePage.IsOpen(context))
        {
            await next(context);
            return;
        }

        Actor? actor = context.Features.Get<Actor>();
        if (policy is null || actor is null)
        {
            await ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, "Nobody may call this address.");
            return;
        }

        if (policy.Scope is { } scope && !actor.Scopes.Contains(scope))
        {
            await TryRecordAsync(scope, endpoint, context.RequestAborted);
            await ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, $"The token lacks the scope {scope}. Use one that has it.");
            return;
        }

        if (policy.AdminOnly && !actor.IsAdmin)
        {
            await TryRecordAsync("ADMIN", endpoint, context.RequestAborted);
            await ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, "This needs the role ADMIN.");
            return;
        }

        await next(context);
    }

    private async Task TryRecordAsync(string scope, RouteEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            await audit.RecordScopeDenialAsync(scope, endpoint.RoutePattern.RawText ?? "", cancellationToken);
        }
        catch (Exception failure) when (failure is AuditUnavailableException or StoreSealedException)
        {
            // It is denied either way.
        }
    }
}

using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Plugins;

/// <summary><c>/api/plugins</c>.</summary>
internal static class PluginEndpoints
{
    public static void MapPlugins(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/plugins", List)
            .WithName("getPlugins")
            .WithTags("host")
            .WithSummary("Every plugin with its status, and the cause where it is not active.").Needs(Scopes.AccountsRead);

    private static Ok<IReadOnlyList<PluginReport>> List(HostFacts facts) => TypedResults.Ok(facts.Plugins);
}

using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Hosting;

/// <summary><c>/healthz</c> and <c>/api/status</c>.</summary>
internal static class StatusEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", () => TypedResults.Text("ok"))
            .WithName("getHealth")
            .WithTags("host")
            .WithSummary("Whether the host answers. Needs no token and tells nothing else.");

    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/status", Get)
            .WithName("getStatus")
            .WithTags("host")
            .WithSummary("What the host is.");

    private static Ok<HostStatus> Get(HostFacts facts, IProviderCatalog catalog)
    {
        ApiOptions options = facts.Options;
        return TypedResults.Ok(new HostStatus(
            options.Version, options.Paths.DataDirectory, Environment.ProcessId, facts.StartedAt, options.Sample, catalog.Providers.Count, facts.Plugins.Count));
    }
}

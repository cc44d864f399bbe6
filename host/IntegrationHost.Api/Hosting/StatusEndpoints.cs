using IntegrationHost.Api.Access;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Hosting;

/// <summary><c>/healthz</c> and <c>/api/status</c>.</summary>
internal static class StatusEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", (HostStore store) => TypedResults.Text(store.IsSealed ? "sealed" : "ok"))
            .WithName("getHealth")
            .WithTags("host")
            .WithSummary("Whether the host answers: ok, or sealed. Needs no token and tells nothing else.").Open();

    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/status", Get)
            .WithName("getStatus")
            .WithTags("host")
            .WithSummary("What the host is.").AnyToken();

    private static Ok<HostStatus> Get(HostFacts facts, IProviderCatalog catalog, HostStore store, PluginHost plugins)
    {
        ApiOptions options = facts.Options;
        return TypedResults.Ok(new HostStatus(
            options.Version, options.Paths.DataDirectory, Environment.ProcessId, facts.StartedAt, options.Sample, catalog.Providers.Count, plugins.Plugins.Count)
        {
            Sealed = store.IsSealed,
            SealedReason = store.SealedBecause,
            Warning = store.Warning.Length > 0 ? store.Warning : null,
        });
    }
}

using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/modules/metadata</c>, where ThorAPI publishes what its modules are.</summary>
internal static class ModuleMetadataEndpoints
{
    public static void MapModuleMetadata(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/modules").WithTags("ExecModule").WithThorErrors()
            .MapGet("/metadata", Get).WithName("getAllExecModuleMetadata").WithSummary("Every module of the catalogue as ExtractedModuleMetadata, by class.").Produces<JsonArray>()
            .Needs(Scopes.AccountsRead);

    private static FileContentHttpResult Get(ModuleMetadata metadata) => TypedResults.Bytes(metadata.Utf8, "application/json");
}

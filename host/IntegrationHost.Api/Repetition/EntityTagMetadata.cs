using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Repetition;

/// <summary>Tells the API document of changes that say of which version they were made.</summary>
internal static class EntityTagMetadata
{
    public static RouteHandlerBuilder ChangesAVersion(this RouteHandlerBuilder route) => route
        .Produces<ProblemBody>(StatusCodes.Status412PreconditionFailed, "application/problem+json")
        .Produces<ProblemBody>(StatusCodes.Status428PreconditionRequired, "application/problem+json")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Required = true,
                Description = "The ETag of what was read, or * for any version.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}

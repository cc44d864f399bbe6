using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Requests;

/// <summary>Gives addresses their query parameters.</summary>
internal static class QueryNamesMetadata
{
    /// <summary>Takes these parameters, each with what it means.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params (string Name, JsonSchemaType Type, string Description)[] parameters) => route
        .WithMetadata(new QueryNames([.. parameters.Select(parameter => parameter.Name)]))
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters?.Where(known => known.In != ParameterLocation.Query) ?? [], .. parameters.Select(Describe)];
            return Task.CompletedTask;
        });

    private static OpenApiParameter Describe((string Name, JsonSchemaType Type, string Description) parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = new OpenApiSchema { Type = parameter.Type },
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Tells the API document the query of a list, which is read as a whole and so cannot be seen from the handler.</summary>
internal static class ListQueryMetadata
{
    public static RouteHandlerBuilder WithListQuery(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters =
        [
            Parameter("page", JsonSchemaType.Integer, "From 0; 0 if absent."),
            Parameter("size", JsonSchemaType.Integer, "Items of a page, at most 200; 20 if absent."),
            Parameter("sort", JsonSchemaType.String, "field,asc or field,desc; may be repeated."),
            Parameter("example", JsonSchemaType.String, "JSON object to query by: strings are contained without case, all else is equal, nulls mean anything."),
        ];
        return Task.CompletedTask;
    });

    private static OpenApiParameter Parameter(string name, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
    };
}

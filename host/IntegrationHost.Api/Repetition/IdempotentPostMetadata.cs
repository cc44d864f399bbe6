using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Repetition;

/// <summary>Marks addresses, and tells the API document of the header.</summary>
internal static class IdempotentPostMetadata
{
    public static RouteHandlerBuilder DoneOnce(this RouteHandlerBuilder route) => route.WithMetadata(IdempotentPost.Required).AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotentPost.Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "Any text of 1 to 128 printable characters, the same for each repetition of one request. Kept for 24 hours.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
        });
        return Task.CompletedTask;
    });
}

using System.Globalization;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Entities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.OpenApi;

/// <summary>Tells the API document what goes into and comes out of addresses that work on wire objects, which cannot be seen from their handlers.</summary>
internal static class EntityDocument
{
    private const string Json = "application/json";

    /// <summary>The answer is an entity, or a list of them.</summary>
    public static RouteHandlerBuilder WithEntity(this RouteHandlerBuilder route, EntityType type, int status = StatusCodes.Status200OK, bool list = false) =>
        route.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            IOpenApiSchema entity = new OpenApiSchemaReference(type.Name, context.Document);
            operation.Responses ??= [];
            operation.Responses.Remove("200");
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = list ? $"A page of {type.Name} entities." : $"The {type.Name}.",
                Content = Content(list ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = entity } : entity, Json),
            };
            return Task.CompletedTask;
        });

    /// <summary>The body is an entity, or changes of one.</summary>
    public static RouteHandlerBuilder WithEntityBody(this RouteHandlerBuilder route, EntityType type, string? further = null) =>
        route.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            var entity = new OpenApiSchemaReference(type.Name, context.Document);
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Content(entity, further is null ? [Json] : [Json, further]) };
            return Task.CompletedTask;
        });

    /// <summary>Adds the shapes of the entities.</summary>
    public static void AddSchemas(OpenApiDocument document)
    {
        foreach (EntityType type in EntityTypes.All)
            document.AddComponent(type.Name, Describe(type, document));
    }

    private static Dictionary<string, OpenApiMediaType> Content(IOpenApiSchema schema, params string[] mediaTypes) =>
        mediaTypes.ToDictionary(name => name, _ => new OpenApiMediaType { Schema = schema });

    private static OpenApiSchema Describe(EntityType type, OpenApiDocument document)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>() };
        foreach (string name in new[] { "id", "ownerId", "lastModifiedById" })
            schema.Properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", ReadOnly = true };
        foreach (string name in new[] { "createdDate", "lastModifiedDate" })
            schema.Properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", ReadOnly = true };
        foreach (EntityField field in type.Fields)
        {
            schema.Properties[field.Name] = Describe(field);
            if (field.Alias is { } alias)
                schema.Properties[alias] = Describe(field);
        }

        foreach (EntityChildren children in type.Children)
        {
            foreach (string name in new[] { children.Property, children.Alias }.OfType<string>())
                schema.Properties[name] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(children.TypeName, document) };
        }

        if (type.VersionProperty is { } version)
            schema.Properties[version] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", ReadOnly = true };
        schema.Properties["trashed"] = new OpenApiSchema { Type = JsonSchemaType.Boolean };
        return schema;
    }

    private static OpenApiSchema Describe(EntityField field) => new()
    {
        Type = field.Kind switch
        {
            EntityFieldKind.Integer => JsonSchemaType.Integer,
            EntityFieldKind.Number => JsonSchemaType.Number,
            EntityFieldKind.Flag => JsonSchemaType.Boolean,
            EntityFieldKind.Reference => JsonSchemaType.Object,
            EntityFieldKind.Json => null,
            _ => JsonSchemaType.String,
        },
        Format = field.Kind == EntityFieldKind.Id ? "uuid" : null,
        Enum = field.Words.Count == 0 ? null : [.. field.Words.Select(word => (JsonNode)word)],
        MaxLength = field.MaxLength,
        Minimum = field.Minimum?.ToString(CultureInfo.InvariantCulture),
        Maximum = field.Maximum?.ToString(CultureInfo.InvariantCulture),
        WriteOnly = field.Secure,
    };
}

using IntegrationHost.Client.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.OpenApi;

/// <summary>The OpenAPI document: what can be asked, which values go in only, and that a token is needed.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

    /// <summary>Properties whose values go in and do not come out.</summary>
    private static readonly Dictionary<Type, string[]> WriteOnly = new()
    {
        [typeof(IntegrationAccount)] = ["apiKey", "password", "accountId"],
        [typeof(CreateAccountRequest)] = ["fields"],
        [typeof(SetFieldsRequest)] = ["fields"],
        [typeof(QuickCreateRequest)] = ["fields"],
        [typeof(UnsealRequest)] = ["key"],
        [typeof(AddSlotRequest)] = ["passphrase"],
    };

    /// <summary>The whole API, ThorAPI's part of it, and the host's own.</summary>
    public static void AddApiDocument(this IServiceCollection services)
    {
        Add(services, "v1", "ThorAPI's contract under /v1, the host's own resources under /api.", _ => true);
        Add(services, "thorapi", "ThorAPI's contract.", IsThor);
        Add(services, "host", "The host's own resources.", path => !IsThor(path));
    }

    private static bool IsThor(string path) => path.StartsWith("v1/", StringComparison.Ordinal);

    private static void Add(IServiceCollection services, string name, string description, Func<string, bool> includes) => services.AddOpenApi(name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = operation => includes(operation.RelativePath ?? "");
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document, description);
            if (includes("v1/"))
                EntityDocument.AddSchemas(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            MarkWriteOnly(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document, string description)
    {
        document.Info = new OpenApiInfo
        {
            Title = "IntegrationHost",
            Version = "v1",
            Description = $"{description} Secrets go in and never come out.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token in the host's token file." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
    }

    private static void MarkWriteOnly(OpenApiSchema schema, Type type)
    {
        foreach (string name in WriteOnly.GetValueOrDefault(type, []))
        {
            if (schema.Properties?.TryGetValue(name, out IOpenApiSchema? property) == true && property is OpenApiSchema secret)
                secret.WriteOnly = true;
        }
    }
}

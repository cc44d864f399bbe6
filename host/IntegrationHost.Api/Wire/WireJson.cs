using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHost.Api.Wire;

/// <summary>The rules of <see cref="ApiJsonContext"/> as the host writes by them: readable, since nothing of it ever stands in a page.</summary>
internal static class WireJson
{
    // What came in may be 16 deep, or 64 by an import and from the upstream; it goes out within lists of lists.
    private const int MaxDepthOut = 128;

    /// <summary>For writing what is at hand as nodes.</summary>
    public static readonly JsonSerializerOptions Options = new(ApiJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepthOut };

    /// <summary>For writing what is at hand as a model.</summary>
    public static readonly ApiJsonContext Context = new(new JsonSerializerOptions(Options));

    /// <summary>Gives the platform's options the same rules, and takes reflection away.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        JsonSerializerOptions rules = ApiJsonContext.Default.Options;
        options.TypeInfoResolver = ApiJsonContext.Default.WithAddedModifier(NullItems.Refuse);
        options.Encoder = Options.Encoder;
        options.PropertyNamingPolicy = rules.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = rules.DefaultIgnoreCondition;
        options.UnmappedMemberHandling = rules.UnmappedMemberHandling;
        options.AllowDuplicateProperties = rules.AllowDuplicateProperties;
        options.RespectNullableAnnotations = rules.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = rules.RespectRequiredConstructorParameters;
        options.NumberHandling = rules.NumberHandling;
        options.MaxDepth = rules.MaxDepth;
    }
}

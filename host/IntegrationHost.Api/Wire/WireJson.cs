using System.Text.Json;

namespace IntegrationHost.Api.Wire;

/// <summary>Gives the platform's JSON options the rules of <see cref="ApiJsonContext"/>, and takes reflection away.</summary>
internal static class WireJson
{
    public static void Apply(JsonSerializerOptions options)
    {
        JsonSerializerOptions rules = ApiJsonContext.Default.Options;
        options.TypeInfoResolver = ApiJsonContext.Default;
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

using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Tells the parameters that are the credential once more from those that a module's user fills in: documents often describe it twice.</summary>
internal sealed partial class CredentialPlaces
{
    private readonly HashSet<(ParameterLocation Place, string Name)> schemes;
    private readonly bool isSecured;

    /// <param name="document">Its security schemes.</param>
    /// <param name="operation">Whose parameters they are.</param>
    public CredentialPlaces(OpenApiDocument document, OpenApiOperation operation)
    {
        schemes = [.. (document.Components?.SecuritySchemes?.Values ?? []).Where(scheme => scheme is { Type: SecuritySchemeType.ApiKey, Name: not null, In: not null })
            .Select(scheme => (scheme.In!.Value, scheme.Name!.ToLowerInvariant()))];
        isSecured = (operation.Security ?? document.Security) is { Count: > 0 };
    }

    /// <summary>Whether a parameter is where the host puts the credential.</summary>
    public bool Holds(IOpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Header or ParameterLocation.Query when schemes.Contains((parameter.In.Value, parameter.Name!.ToLowerInvariant())) => true,
        ParameterLocation.Header => isSecured && HeaderWord().IsMatch(parameter.Name!),

        // In a query it may as well name a page.
        ParameterLocation.Query => isSecured && (QueryWord().IsMatch(parameter.Name!) || (parameter.Name == "token" && Said().IsMatch(parameter.Description ?? ""))),
        _ => false,
    };

    [GeneratedRegex("^(x-)?(token|access[-_]?token|auth[-_]?token|api[-_]?key|authorization)$", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderWord();

    [GeneratedRegex("^(access_?token|auth_?token|oauth_?token|api_?key)$", RegexOptions.IgnoreCase)]
    private static partial Regex QueryWord();

    [GeneratedRegex("authenti|credential|api key", RegexOptions.IgnoreCase)]
    private static partial Regex Said();
}

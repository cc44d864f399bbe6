using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Which form of OpenAPI a document is in.</summary>
internal static partial class DocumentVersion
{
    private const string ReadAs = "3.1.1";

    /// <summary>Puts the version into the words that the library knows, or refuses it.</summary>
    /// <param name="root">The document; changed in place.</param>
    /// <param name="notes">What follows from its version is told here.</param>
    /// <exception cref="DraftException">It is no OpenAPI document, or of a form that is not known.</exception>
    public static void Settle(JsonObject root, List<string> notes)
    {
        // YAML reads an unquoted 2.0 as a number.
        foreach (string key in (string[])["swagger", "openapi"])
        {
            if (root[key] is JsonValue value && !value.TryGetValue(out string? _))
                root[key] = value.ToJsonString() is "2" or "2.0" ? "2.0" : value.ToJsonString();
        }

        if (root["swagger"] is null && root["openapi"] is null)
            throw new DraftException("The document has neither \"openapi\" nor \"swagger\": it is no OpenAPI document. Name the file that describes the interface.");

        bool known = root["openapi"] is { } version ? Known().IsMatch(version.ToString()) : root["swagger"]!.ToString() == "2.0";
        if (!known)
            throw new DraftException("The document is of a version of OpenAPI that is not known here. 3.0, 3.1, 3.2 and Swagger 2.0 are; change \"openapi\" if it is in one of these forms, or convert it.");

        // What 3.2 added stands beside what 3.1 has, and nothing of that changed (its section "Versions and Deprecation").
        if (root["openapi"]?.ToString() is { } newer && newer.StartsWith("3.2", StringComparison.Ordinal))
        {
            root["openapi"] = ReadAs;
            notes.Add("The document is of OpenAPI 3.2 and was read as 3.1: operations of the method QUERY and of further methods are not among the modules.");
        }
    }

    [GeneratedRegex(@"^3\.[0-2](\.[0-9]|$)")]
    private static partial Regex Known();
}

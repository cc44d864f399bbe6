using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Makes a provider of an OpenAPI document: 3.0, 3.1 or Swagger 2.</summary>
internal static partial class DocumentDraft
{
    /// <param name="root">The document, bounded.</param>
    /// <param name="wishes">What was asked for besides.</param>
    /// <exception cref="DraftException">It is no such document, or lacks what nobody can guess.</exception>
    public static ProviderDraft Of(JsonObject root, DraftWishes wishes)
    {
        var notes = new List<string>();
        if (ReferenceRings.Break(root) is { } ring)
            notes.Add($"The document has references that lead in a ring and never to anything, \"{DraftText.Line(ring, 120)}\" among them; they count as anything.");
        OpenApiDocument document = Read(root);
        ProviderNames names = ProviderNames.Of(wishes.Name ?? Name(document));
        string baseUrl = wishes.BaseUrl ?? BaseUrl(document, wishes.DocumentAddress, notes);
        IReadOnlyList<AuthDraft> kinds = SecurityDrafts.Of(document, notes);
        SmokeTestDraft test = SmokeTestChoice.Of(document, wishes.SmokePath, notes);
        IReadOnlyList<JsonObject> modules = new ModuleDrafts(names, notes).Of(document, wishes.MaxModules);
        if (modules.Count == 0)
            throw new DraftException("The document describes no operation that a module could be made of.");

        string docs = Address(document.ExternalDocs?.Url) ?? Address(document.Info?.Contact?.Url) ?? new Uri(baseUrl).GetLeftPart(UriPartial.Authority) + "/";
        notes.Add("\"docsUrl\" and \"manageUrl\" are what the document links to, or a guess: name the pages on authentication, and on which credentials are made.");
        notes.Add("Module classes are called com.example....: name them as your workflows do.");
        return new ProviderDraft
        {
            Names = names,
            Description = DraftText.Sentence(FirstParagraph(document.Info?.Description), names.Name),
            BaseUrl = baseUrl,
            DocsUrl = docs,
            Kinds = kinds,
            SmokeTest = test,
            Modules = modules,
            Notes = notes,
        };
    }

    private static OpenApiDocument Read(JsonObject root)
    {
        // YAML reads an unquoted 2.0 as a number.
        foreach (string key in (string[])["swagger", "openapi"])
        {
            if (root[key] is JsonValue value && !value.TryGetValue(out string? _))
                root[key] = value.ToJsonString() is "2" or "2.0" ? "2.0" : value.ToJsonString();
        }

        if (root["swagger"] is null && root["openapi"] is null)
            throw new DraftException("The document has neither \"openapi\" nor \"swagger\": it is no OpenAPI document. Name the file that describes the interface.");

        if (root["openapi"]?.ToString() is { } version && !KnownVersion().IsMatch(version))
            throw new DraftException("The document is of a version of OpenAPI that is not known here. 3.0, 3.1 and Swagger 2.0 are; change \"openapi\" if it is in one of these forms.");

        ReadableSchemas(root);
        try
        {
            // No reference is followed to another file or address.
            ReadResult read = new OpenApiJsonReader().Read(root, new Uri("https://document.invalid/"), new OpenApiReaderSettings { LoadExternalRefs = false, RuleSet = new ValidationRuleSet() });
            return read.Document is { Paths.Count: > 0 } document ? document : throw new DraftException("The document describes no paths.");
        }
        catch (Exception failure) when (failure is not DraftException and not OutOfMemoryException)
        {
            // Its message could repeat anything of the document.
            throw new DraftException($"The document cannot be read as OpenAPI ({failure.GetType().Name}). Check it with a validator for OpenAPI.");
        }
    }

    /// <summary>A schema may be no more than true or false (JSON Schema 2020-12, section 4.3.2), which the library does not take for one.</summary>
    private static void ReadableSchemas(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
                ReadableSchemas(item);
        }
        else if (node is JsonObject map)
        {
            foreach (string key in (string[])["items", "not", "contains", "schema"])
            {
                if (map[key]?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
                    map[key] = new JsonObject();
            }

            if (map["properties"] is JsonObject properties)
            {
                foreach (string name in properties.Where(pair => pair.Value is not JsonObject).Select(pair => pair.Key).ToArray())
                    properties[name] = new JsonObject();
            }

            foreach ((_, JsonNode? value) in map)
                ReadableSchemas(value);
        }
    }

    private static string Name(OpenApiDocument document)
    {
        string title = ApiWord().Replace(DraftText.Line(document.Info?.Title, 60), "").Trim(' ', '-', ':', '_');
        return title.Length > 0 && title.Any(char.IsLetter) ? title : throw new DraftException("The document has no title that a name could be made of. Add --name.");
    }

    private static string BaseUrl(OpenApiDocument document, Uri? from, List<string> notes)
    {
        foreach (OpenApiServer server in document.Servers ?? [])
        {
            string text = (server.Variables ?? new Dictionary<string, OpenApiServerVariable>()).Aggregate(server.Url ?? "", (url, pair) => url.Replace("{" + pair.Key + "}", pair.Value.Default, StringComparison.Ordinal));
            if (from is not null && Uri.TryCreate(from, text, out Uri? absolute) && text.StartsWith('/'))
                text = absolute.AbsoluteUri;
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.HostNameType != UriHostNameType.Dns || !address.Host.Contains('.', StringComparison.Ordinal)
                || address.Host == "document.invalid" || address.UserInfo.Length > 0 || text.Contains('{', StringComparison.Ordinal))
                continue;

            if (address.Scheme == "http")
                notes.Add("The document names an http address; a host sends credentials over https only, so the base URL says https.");
            if (server.Variables?.Count > 0)
                notes.Add("The base URL has the default values of the document's variables; accounts can have a base URL of their own.");
            return "https://" + address.Host.ToLowerInvariant() + address.AbsolutePath.TrimEnd('/');
        }

        throw new DraftException("The document names no address on the web that calls go to. Add --base-url https://...");
    }

    private static string? Address(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https", UserInfo.Length: 0 } && address.AbsoluteUri.All(c => c is > ' ' and <= '~') ? address.AbsoluteUri : null;

    private static string? FirstParagraph(string? text) => text?.ReplaceLineEndings("\n").Split("\n\n", 2)[0].Replace('#', ' ').Replace('*', ' ');

    [GeneratedRegex(@"^3\.[0-2](\.|$)")]
    private static partial Regex KnownVersion();

    [GeneratedRegex(@"\b(REST(ful)?|HTTP|Open|Public)?\s*API(\s*(Documentation|Reference|Specification|Spec|Docs|v?\d+(\.\d+)*))*\b|\b(Swagger|OpenAPI|Specification|v\d+(\.\d+)*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ApiWord();
}

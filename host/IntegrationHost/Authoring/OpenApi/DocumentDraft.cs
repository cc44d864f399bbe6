using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Makes a provider of an OpenAPI document: 3.0 to 3.2, or Swagger 2.</summary>
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
        DocumentVersion.Settle(root, notes);
        string? foreign = ForeignReferences.Tell(root);
        if (foreign is not null)
            notes.Add(foreign);
        OpenApiDocument document = Read(root);
        ProviderNames names = ProviderNames.Of(wishes.Name ?? Name(document));
        string baseUrl = wishes.BaseUrl ?? ServerAddress.Of(document, wishes.DocumentAddress, notes);
        IReadOnlyList<AuthDraft> kinds = SecurityDrafts.Of(document, baseUrl, notes);
        SmokeTestDraft test = SmokeTestChoice.Of(document, wishes.SmokePath, notes);
        IReadOnlyList<JsonObject> modules = new ModuleDrafts(names, notes, wishes.DocumentAddress, baseUrl).Of(document, wishes.MaxModules);
        if (modules.Count == 0)
            throw new DraftException("The document describes no operation that a module could be made of. " + (foreign ?? "Describe one that takes JSON or a form."));

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

            // The library breaks at a tag that is blank.
            if (map["tags"] is JsonArray tags)
            {
                foreach (JsonNode? blank in tags.Where(tag => (tag is null or JsonValue) && string.IsNullOrWhiteSpace(tag?.ToString())).ToArray())
                    tags.Remove(blank);
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
        string title = ApiWord().Replace(DraftText.Line(document.Info?.Title, 60), "").Trim(' ', '-', ':', '_', '.', '/');
        return title.Length > 0 && title.Any(char.IsLetter) ? title : throw new DraftException("The document has no title that a name could be made of. Add --name.");
    }

    private static string? Address(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https", UserInfo.Length: 0 } && address.AbsoluteUri.All(c => c is > ' ' and <= '~') ? address.AbsoluteUri : null;

    private static string? FirstParagraph(string? text) => text?.ReplaceLineEndings("\n").Split("\n\n", 2)[0].Replace('#', ' ').Replace('*', ' ');

    [GeneratedRegex(@"\b(REST(ful)?|HTTP|Open|Public)?\s*API(\s*(Documentation|Reference|Specification|Spec|Docs|v?\d+(\.\d+)*))*\b|\b(Swagger|OpenAPI|Specification|v\d+(\.\d+)*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ApiWord();
}

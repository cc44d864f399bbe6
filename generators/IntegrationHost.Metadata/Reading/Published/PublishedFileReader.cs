using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Services;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>A file of modules as ThorAPI publishes them. It names no provider and no credential: the file's name and what is known of services do.</summary>
internal sealed class PublishedFileReader
{
    private const string DefaultColor = "#8899AA";

    private readonly ProblemList problems;
    private readonly IReadOnlyList<JsonText> oddTexts;

    public PublishedFileReader(ProblemList problems, IReadOnlyList<JsonText> oddTexts)
    {
        this.problems = problems;
        this.oddTexts = oddTexts;
    }

    public static IReadOnlyList<PublishedEntry>? Find(JsonNode root) => PublishedModules.Find(root);

    public ProviderMetadata Read(IReadOnlyList<PublishedEntry> entries, string id)
    {
        // Tabs and carriage returns are how servers write paragraphs; they become spaces, and nobody needs to know.
        foreach (JsonText text in oddTexts.Where(text => text.Forbidden is not ('\t' or '\r')))
        {
            problems.Add(MetadataRules.LeftOut, text.Start, text.Length, text.Forbidden switch
            {
                null => $"{text.Place} holds more than {JsonText.MaxLength} characters; the rest was left out.",
                ForbiddenCharacters.Replacement => $"{text.Place} holds U+FFFD: it was not sent or saved as UTF-8, and a character is lost.",
                { } forbidden => $"{text.Place} holds the character U+{(int)forbidden:X4}, which is invisible or changes how text is read; the character was left out.",
            });
        }

        if (entries.Count == 0)
        {
            problems.Add(MetadataRules.MissingProperty, 0, 1, "The file holds no module. Add at least one, with its \"moduleClass\".");
        }

        if (entries.Count > MetadataReader.MaxModules)
        {
            problems.Add(MetadataRules.TooLarge, 0, 1, $"The file has {entries.Count} modules; {MetadataReader.MaxModules} are allowed. Split it.");
            entries = [];
        }

        PublishedModule[] modules = Modules(entries);
        var credentials = new CredentialHints();
        EquatableArray<ModuleMetadata> read = new([.. modules.Select(module => credentials.Apply(module))]);
        KnownService? service = KnownServices.Find(id);
        return new ProviderMetadata(
            id,
            service?.Name ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id.Replace('-', ' ')),
            service?.Category ?? Most(read.Select(module => module.Category)) ?? "Other",
            $"{read.Count} modules as ThorAPI publishes them; they run there.",
            "0.0.0",
            Most(modules.Select(module => module.AccentColor).Where(IsColor)) ?? DefaultColor,
            service?.Icon ?? "",
            service?.DocsUrl ?? "",
            service?.ManageUrl ?? "",
            "",
            EquatableArray<string>.Empty,
            credentials.Kinds,
            read);
    }

    private PublishedModule[] Modules(IReadOnlyList<PublishedEntry> entries)
    {
        var reader = new PublishedModuleReader(problems);
        var places = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int told = 0;
        var modules = new List<PublishedModule>(entries.Count);
        foreach (PublishedEntry entry in entries)
        {
            if (entry.Node.Kind != JsonValueKind.Object && told++ > 0)
            {
                continue;
            }

            if (reader.Read(entry) is not { } module)
            {
                continue;
            }

            JsonNode place = PublishedModules.ClassOf(entry.Node) ?? entry.Node;
            if (!places.TryGetValue(module.Module.ModuleClass, out string? same))
            {
                places[module.Module.ModuleClass] = module.Module.ModuleClass;
                modules.Add(module);
            }
            else if (same != module.Module.ModuleClass)
            {
                problems.Add(MetadataRules.LeftOut, place.Start, place.Length, $"{place.Path} was left out: it differs from the class of another entry in case only, as a bean's name does from its class's.");
            }
            else
            {
                problems.Add(MetadataRules.Duplicate, place.Start, place.Length, $"{place.Path} names a class that another entry of the file has. Remove one of them.");
            }
        }

        return [.. modules];
    }

    private static bool IsColor(string text) => Regex.IsMatch(text, "^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What occurs most often, and among equals comes first by name.</summary>
    private static string? Most(IEnumerable<string> texts) =>
        texts.GroupBy(text => text, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).FirstOrDefault();
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
        foreach (JsonText text in oddTexts)
        {
            string what = text.Forbidden is { } forbidden ? $"the character U+{(int)forbidden:X4}, which is invisible or changes how text is read" : $"more than {JsonText.MaxLength} characters";
            problems.Add(MetadataRules.LeftOut, text.Start, text.Length, $"{text.Place} holds {what}; that part was left out.");
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
        var places = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var modules = new List<PublishedModule>(entries.Count);
        foreach (PublishedEntry entry in entries)
        {
            if (reader.Read(entry) is not { } module)
            {
                continue;
            }

            if (places.Add(module.Module.ModuleClass))
            {
                modules.Add(module);
            }
            else
            {
                JsonNode place = PublishedModules.ClassOf(entry.Node) ?? entry.Node;
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

using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Comparison;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Services;
using IntegrationHost.Metadata.Writing;

namespace IntegrationHost.Core.Upstream;

/// <summary>What a pull does to a directory: decided before anything is written.</summary>
/// <param name="Write">Files to write, by name, with their text.</param>
/// <param name="Remove">Files of earlier pulls that have no module any more.</param>
/// <param name="Unchanged">How many files stay as they are.</param>
/// <param name="Changes">What is different from before.</param>
/// <param name="Skipped">How many modules are described elsewhere and were left out.</param>
public sealed record PullPlan(IReadOnlyList<KeyValuePair<string, string>> Write, IReadOnlyList<string> Remove, int Unchanged, IReadOnlyList<MetadataChange> Changes, int Skipped)
{
    /// <summary>Compares what was published with what the directory holds. Files that people wrote stay, and their modules are theirs.</summary>
    /// <param name="published">What the server publishes.</param>
    /// <param name="present">What the directory holds.</param>
    /// <param name="elsewhere">Modules that other files describe.</param>
    public static PullPlan Make(ProviderMetadata published, MetadataSet present, IEnumerable<ModuleMetadata> elsewhere)
    {
        (string Path, ProviderMetadata Provider)[] earlier = [.. present.Files.Where(file => file.Provider.Pulled)];
        (string Path, ProviderMetadata Provider)[] own = [.. present.Files.Where(file => !file.Provider.Pulled)];
        ModuleMetadata[] described = [.. own.SelectMany(file => file.Provider.Modules), .. elsewhere];
        var classes = new HashSet<string>(described.SelectMany(Names), StringComparer.OrdinalIgnoreCase);
        ModuleMetadata[] wanted = [.. published.Modules.Where(module => !Names(module).Any(classes.Contains))];
        HashSet<string> taken = [.. own.Select(file => file.Provider.Id)];
        KeyValuePair<string, string>[] files =
        [
            .. PublishedGroups.Split(published with { Modules = new EquatableArray<ModuleMetadata>(wanted) })
                .Select(provider => taken.Contains(provider.Id) ? provider with { Id = provider.Id + "-more" } : provider)
                .Select(provider => KeyValuePair.Create(provider.Id + MetadataReader.FileSuffix, MetadataWriter.Write(provider))),
        ];
        Dictionary<string, string> before = earlier.ToDictionary(file => Path.GetFileName(file.Path), file => File.ReadAllText(file.Path), StringComparer.Ordinal);
        KeyValuePair<string, string>[] write = [.. files.Where(file => !before.TryGetValue(file.Key, out string? text) || text != file.Value)];
        string[] names = [.. files.Select(file => file.Key)];
        return new PullPlan(
            write,
            [.. before.Keys.Except(names).Order(StringComparer.Ordinal)],
            files.Length - write.Length,
            MetadataComparison.Compare(earlier.SelectMany(file => file.Provider.Modules).DistinctBy(module => module.ModuleClass), wanted),
            published.Modules.Count - wanted.Length);
    }

    /// <summary>Writes and removes. Each file is replaced as a whole.</summary>
    public void Apply(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach ((string name, string text) in Write)
        {
            string path = Path.Combine(directory, name);
            File.WriteAllText(path + ".tmp", text);
            File.Move(path + ".tmp", path, overwrite: true);
        }

        foreach (string name in Remove)
        {
            File.Delete(Path.Combine(directory, name));
        }
    }

    /// <summary>Names under which a module is the same one: class, simple name and type.</summary>
    internal static string[] Names(ModuleMetadata module) => [module.ModuleClass, module.ModuleClass[(module.ModuleClass.LastIndexOf('.') + 1)..], module.ModuleType, .. module.Aliases];
}

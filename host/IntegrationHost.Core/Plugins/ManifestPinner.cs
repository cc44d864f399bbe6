using System.Text.Json;

namespace IntegrationHost.Core.Plugins;

/// <summary>Writes the pinned manifest: the curated list from source, and the SHA-256 of every file that was staged for each plugin.</summary>
public static class ManifestPinner
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Pins what is staged. Folders of plugins that the list does not name are removed.</summary>
    /// <param name="manifestPath">The curated list, <c>plugin-manifest.json</c> in source.</param>
    /// <param name="stagedDirectory">A folder per plugin; the pinned manifest is written into it.</param>
    /// <exception cref="InvalidDataException">The list cannot be read, names a plugin twice, or names one by a path or one that is not staged.</exception>
    public static void Pin(string manifestPath, string stagedDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(manifestPath);
        ArgumentException.ThrowIfNullOrEmpty(stagedDirectory);
        IReadOnlyList<Listed> listed = Read(manifestPath);
        var pinned = new List<PinnedPlugin>();
        foreach (Listed plugin in listed)
        {
            if (!PluginFolder.IsPlainName(plugin.Assembly))
            {
                throw new InvalidDataException($"{Path.GetFileName(manifestPath)}: plugin '{plugin.Id}': 'assembly' is not a plain file name. Name the project's assembly without folder and extension.");
            }

            string folder = Path.Combine(stagedDirectory, plugin.Assembly);
            if (!File.Exists(Path.Combine(folder, plugin.Assembly + ".dll")))
            {
                throw new InvalidDataException($"{Path.GetFileName(manifestPath)}: plugin '{plugin.Id}' names {plugin.Assembly}, which was not built. Is there a project of that name below plugins/?");
            }

            pinned.Add(new PinnedPlugin(plugin.Id, plugin.Assembly, plugin.Tier, Files(folder), plugin.Disabled));
        }

        foreach (string folder in Directory.EnumerateDirectories(stagedDirectory).Where(folder => listed.All(plugin => plugin.Assembly != Path.GetFileName(folder))).ToArray())
        {
            Directory.Delete(folder, recursive: true);
        }

        File.WriteAllText(Path.Combine(stagedDirectory, PinnedManifest.FileName), JsonSerializer.Serialize(new PinnedManifest(pinned), Options) + "\n");
    }

    private static PinnedFile[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new PinnedFile(Path.GetRelativePath(folder, path), PluginFolder.Hash(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<Listed> Read(string path)
    {
        try
        {
            IReadOnlyList<Listed> plugins = JsonSerializer.Deserialize<CuratedList>(File.ReadAllText(path), Options)?.Plugins ?? throw new JsonException();
            if (plugins.Any(plugin => plugin is null))
            {
                throw new JsonException();
            }

            string? twice = plugins.GroupBy(plugin => plugin.Id).FirstOrDefault(group => group.Count() > 1)?.Key;
            return twice is null ? plugins : throw new InvalidDataException($"{path}: plugin '{twice}' is listed twice. Remove one.");
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $" at line {line + 1}" : "";
            throw new InvalidDataException($"{path}: not readable{place}. Each plugin needs id, project, assembly and tier.", failure);
        }
    }

    private sealed record CuratedList(IReadOnlyList<Listed> Plugins);

    private sealed record Listed(string Id, string Assembly, string Tier, bool Disabled = false);
}

using System.Text.Json;

namespace IntegrationHost.Core.Plugins;

/// <summary>The staged manifest: which plugins there are, and the hash of every file of theirs.</summary>
/// <param name="Plugins">The plugins in the order of the manifest.</param>
internal sealed record PinnedManifest(IReadOnlyList<PinnedPlugin> Plugins)
{
    public const string FileName = "plugin-manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="PluginFault">There is none, or it cannot be read.</exception>
    public static PinnedManifest Read(string directory)
    {
        string path = Path.Combine(directory, FileName);
        try
        {
            using FileStream stream = File.OpenRead(path);
            PinnedManifest manifest = JsonSerializer.Deserialize<PinnedManifest>(stream, Options) ?? throw new JsonException();
            // The reader checks members for null, but not the items of lists.
            return manifest.Plugins.All(plugin => plugin?.Files.All(file => file is not null) == true) ? manifest : throw new JsonException();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"There is no {path}. Build or install the program again.");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            string place = failure is JsonException { LineNumber: { } line } ? $" (line {line + 1})" : "";
            throw new PluginFault(PluginStatus.Malfunctioned, $"{path} cannot be read{place}. Build or install the program again.");
        }
    }
}

/// <summary>One plugin of the staged manifest.</summary>
/// <param name="Id">Id.</param>
/// <param name="Assembly">Name of its folder and its main assembly, without extension.</param>
/// <param name="Tier"><c>curated</c> or <c>community</c>.</param>
/// <param name="Files">Every file of its folder.</param>
/// <param name="Disabled">Whether it is switched off.</param>
internal sealed record PinnedPlugin(string Id, string Assembly, string Tier, IReadOnlyList<PinnedFile> Files, bool Disabled = false);

/// <summary>One pinned file.</summary>
/// <param name="Path">Path in the plugin's folder.</param>
/// <param name="Sha256">SHA-256 as hex.</param>
internal sealed record PinnedFile(string Path, string Sha256);

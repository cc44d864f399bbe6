using System.Text.Json;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// What a plugin's own files tell the loader of where code lies. It follows them out of the plugin's folder, to bytes that nobody hashed; Landlock stops that, where there is one.
/// </summary>
internal static class LoadPaths
{
    private const string Probing = "additionalProbingPaths";
    private const int LongestFile = 8 * 1024 * 1024;

    private static readonly string[] Kinds = ["runtime", "native", "resources", "runtimeTargets"];

    /// <summary>Reads the files that the loader reads.</summary>
    /// <param name="folder">Where the bytes lie.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="PluginFault">One of them leads elsewhere, or cannot be read.</exception>
    public static void Check(string folder, PluginContent content)
    {
        foreach (ContentFile file in content.Files)
        {
            bool isSettings = Ends(file, ".runtimeconfig.json") || Ends(file, ".runtimeconfig.dev.json");
            if (!isSettings && !Ends(file, ".deps.json"))
                continue;
            if (LeadsElsewhere(folder, file, isSettings))
                throw new PluginFault(PluginStatus.Untrusted, $"{file.Path} names places outside of the plugin to load code from, which nobody would have approved. Pack what 'dotnet publish' writes.");
        }
    }

    private static bool Ends(ContentFile file, string end) => file.Path.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static bool LeadsElsewhere(string folder, ContentFile file, bool isSettings)
    {
        try
        {
            if (file.Length > LongestFile)
                throw new JsonException();
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file.Path)), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return isSettings ? HasProbing(document.RootElement) : Assets(document.RootElement).Any(IsOutside);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"{file.Path} cannot be read. Pack what 'dotnet publish' writes.");
        }
    }

    private static bool HasProbing(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Any(member => member.Name.Equals(Probing, StringComparison.OrdinalIgnoreCase) || HasProbing(member.Value)),
        JsonValueKind.Array => node.EnumerateArray().Any(HasProbing),
        _ => false,
    };

    // targets / FRAMEWORK / LIBRARY / KIND / PATH.
    private static IEnumerable<string> Assets(JsonElement root) =>
        from targets in Members(root).Where(member => member.Name == "targets")
        from target in Members(targets.Value)
        from library in Members(target.Value)
        from kind in Members(library.Value).Where(member => Kinds.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
        from asset in Members(kind.Value)
        select asset.Name;

    private static IEnumerable<JsonProperty> Members(JsonElement node) => node.ValueKind == JsonValueKind.Object ? node.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static bool IsOutside(string path) => path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..");
}

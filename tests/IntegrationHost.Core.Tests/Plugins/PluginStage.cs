using System.Text.Json;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>A plugins directory as the build stages it: a folder per plugin and the pinned manifest. Gone afterwards.</summary>
internal sealed class PluginStage : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ih-plugins-").FullName;
    private readonly List<object> listed = [];

    public PluginStage(params string[] situations)
    {
        Directory.CreateDirectory(PluginsDirectory);
        foreach (string situation in situations)
        {
            Add(situation);
        }
    }

    public string PluginsDirectory => Path.Combine(root, "plugins");

    public string ManifestPath => Path.Combine(PluginsDirectory, "plugin-manifest.json");

    /// <summary>The curated list, as in source.</summary>
    public string ListPath => Path.Combine(root, "list.json");

    /// <summary>A path beside the plugins directory.</summary>
    public string Outside(string name) => Path.Combine(root, name);

    public string FolderOf(string situation) => Path.Combine(PluginsDirectory, situation);

    public string AssemblyOf(string situation) => Path.Combine(FolderOf(situation), situation + ".dll");

    public PluginStage Add(string situation, bool disabled = false)
    {
        Directory.CreateDirectory(FolderOf(situation));
        foreach (string file in BuiltPlugins.FilesOf(situation))
        {
            File.Copy(file, Path.Combine(FolderOf(situation), Path.GetFileName(file)));
        }

        return List(situation, situation, disabled);
    }

    /// <summary>A line of the curated list, with nothing staged for it.</summary>
    public PluginStage List(string id, string assembly, bool disabled = false)
    {
        listed.Add(new { id, project = "plugins/" + assembly, assembly, tier = "curated", disabled });
        return this;
    }

    /// <summary>Pins what is staged, as the build does.</summary>
    public PluginStage Pin()
    {
        File.WriteAllText(ListPath, JsonSerializer.Serialize(new { contract = "1.0", plugins = listed }));
        ManifestPinner.Pin(ListPath, PluginsDirectory);
        return this;
    }

    /// <summary>Rewrites the pinned manifest by hand.</summary>
    public PluginStage EditManifest(string old, string replacement)
    {
        string text = File.ReadAllText(ManifestPath);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(ManifestPath, text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    public PluginHost Load() => PluginHost.Load(PluginsDirectory, logger: null);

    public void Dispose()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }
}

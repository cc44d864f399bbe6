using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;

namespace IntegrationHost.Sdk;

/// <summary>Writes a built plugin as the folder that a host loads, and the same as a <c>.zip</c>. The same files give the same bytes.</summary>
public sealed class PackPlugin : ITask
{
    private const string ContractAssembly = "IntegrationHost.Contracts.dll";
    private const string MetadataSuffix = ".execmodules.json";

    // What a host has no use for; what it does not pin it need not trust.
    private static readonly string[] LeftOut = [".pdb", ".xml", ".runtimeconfig.json"];

    // The first moment that a .zip can hold: no clock in what is made.
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost HostObject { get; set; } = null!;

    /// <summary>What the project publishes; <c>RelativePath</c> is the place in the folder.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The metadata files; one alone gives the plugin its id.</summary>
    [Required]
    public ITaskItem[] MetadataFiles { get; set; } = [];

    /// <summary>Name of the main assembly and of the folder.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The plugin's id; empty for the name of the one metadata file.</summary>
    public string Id { get; set; } = "";

    /// <summary>The plugin's version.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>Who stands behind it; empty if nobody says so.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>The contract it was built against, such as <c>1.2</c>.</summary>
    [Required]
    public string Contract { get; set; } = "";

    /// <summary>Directory of the folder and the <c>.zip</c>.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    /// <inheritdoc/>
    public bool Execute()
    {
        string id = Id.Length > 0 ? Id : MetadataFiles.Length == 1 ? Stem(MetadataFiles[0].ItemSpec) : "";
        if (id.Length == 0)
            return Fail("IHSDK101", "The project has several metadata files, so that none gives the plugin its id. Set the property PluginId.");

        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ITaskItem file in Files)
        {
            string place = file.GetMetadata("RelativePath").Replace('\\', '/');
            if (!LeftOut.Any(end => place.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
                content[place] = file.GetMetadata("FullPath");
        }

        if (content.Keys.FirstOrDefault(place => string.Equals(Path.GetFileName(place), ContractAssembly, StringComparison.OrdinalIgnoreCase)) is not null)
            return Fail("IHSDK102", $"{ContractAssembly} would lie beside the plugin, where it is another contract than the host's. Reference the package IntegrationHost.Sdk and nothing else for it.");

        string folder = Path.Combine(OutputPath, Assembly);
        string zip = Path.Combine(OutputPath, $"{id}-{Version}.zip");
        WriteFolder(folder, content, Manifest(id));
        WriteZip(folder, zip);
        Say($"{Assembly} -> {Path.GetFullPath(folder)}");
        Say($"{Assembly} -> {Path.GetFullPath(zip)}");
        return true;
    }

    private static void WriteFolder(string folder, SortedDictionary<string, string> content, string manifest)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (KeyValuePair<string, string> file in content)
        {
            string path = Path.Combine(folder, file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file.Value, path);
        }

        File.WriteAllText(Path.Combine(folder, "plugin.json"), manifest);
    }

    private static void WriteZip(string folder, string path)
    {
        using FileStream stream = File.Create(path);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).OrderBy(file => file, StringComparer.Ordinal))
        {
            ZipArchiveEntry entry = zip.CreateEntry(file.Substring(folder.Length).TrimStart('/', '\\').Replace('\\', '/'), CompressionLevel.Optimal);
            entry.LastWriteTime = Moment;
            using Stream target = entry.Open();
            using FileStream source = File.OpenRead(file);
            source.CopyTo(target);
        }
    }

    private string Manifest(string id) =>
        $"{{\n  \"id\": {Quoted(id)},\n  \"version\": {Quoted(Version)},\n  \"publisher\": {Quoted(Publisher)},\n  \"contract\": {Quoted(Contract)},\n  \"assembly\": {Quoted(Assembly)}\n}}\n";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char character in text)
        {
            if (character is '"' or '\\' or < ' ' or > '~')
                quoted.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    private static string Stem(string path) => Path.GetFileName(path) is var name && name.EndsWith(MetadataSuffix, StringComparison.OrdinalIgnoreCase)
        ? name.Substring(0, name.Length - MetadataSuffix.Length)
        : "";

    private void Say(string message) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(message, "", nameof(PackPlugin), MessageImportance.High));

    private bool Fail(string code, string message)
    {
        BuildEngine.LogErrorEvent(new BuildErrorEventArgs("", code, BuildEngine.ProjectFileOfTaskNode, 0, 0, 0, 0, message, "", nameof(PackPlugin)));
        return false;
    }
}

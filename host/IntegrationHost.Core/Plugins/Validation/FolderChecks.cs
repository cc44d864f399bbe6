using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>What is looked at in a plugin folder.</summary>
internal sealed partial class FolderChecks(CheckList list)
{
    private const string Contract = "IntegrationHost.Contracts";

    private static readonly string[] Platform = ["System", "Microsoft.CSharp", "Microsoft.VisualBasic", "Microsoft.Win32", "netstandard", "mscorlib", "WindowsBase"];

    /// <summary>Looks at a folder; gives the metadata in its assembly.</summary>
    public IReadOnlyList<EmbeddedMetadata> Check(string folder, bool load)
    {
        bool links = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Any(entry => entry.LinkTarget is not null);
        list.Must("no-links", "The folder holds no links.", links ? "The folder holds a link; what it points to may change unseen. Put the file itself there." : null);
        if (!links)
            CheckSignature(folder);
        string[] assemblies = [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)];
        (string Path, PluginStamp Stamp)[] stamped = [.. assemblies.Select(path => (path, Stamp(path))).Where(item => item.Item2 is not null).Select(item => (item.path, item.Item2!))];
        string? why = stamped.Length == 1 ? null
            : assemblies.Length == 0 ? "There is no .dll in it. Name the folder or .zip that 'dotnet publish' made, or the project."
            : stamped.Length == 0 ? "No assembly has [assembly: ProviderPlugin]. Build it with the package IntegrationHost.Sdk and a metadata file."
            : $"{stamped.Length} assemblies are plugins; a folder holds one.";
        if (!list.Must("entry", stamped.Length == 1 ? $"{Path.GetFileName(stamped[0].Path)} is the plugin." : "", why))
            return [];

        (string main, PluginStamp stamp) = stamped[0];
        CheckContract(stamp);
        CheckFiles(folder, main, assemblies);
        CheckManifest(folder, main, stamp);
        IReadOnlyList<EmbeddedMetadata> metadata = Metadata(main);
        if (load)
            CheckLoaded(main, stamp, metadata);
        return metadata;
    }

    private static PluginStamp? Stamp(string path)
    {
        try
        {
            return PluginStamp.Read(path);
        }
        catch (PluginFault)
        {
            return null;
        }
    }

    private void CheckSignature(string folder)
    {
        try
        {
            var files = new ContentCopy(folder: null);
            new PluginSource(Path.TrimEndingDirectorySeparator(folder)).CopyTo(files);
            if (PluginPublisher.Read(folder, files.Finish()) is { } signer)
                list.Must("signature", $"'{signer.Name}' signed it with key {signer.KeyId}.", null);
            else
                list.Info("signature", "Nobody signed it; 'plugins sign' does.");
        }
        catch (PluginFault fault)
        {
            list.Must("signature", "", fault.Message);
        }
    }

    private void CheckContract(PluginStamp stamp)
    {
        string? why = null;
        try
        {
            stamp.CheckContract();
        }
        catch (PluginFault fault)
        {
            why = fault.Message;
        }

        list.Must("contract", $"Built against contract {stamp.ContractVersion}; this host has {ContractVersion.Current}, and newer hosts of the same major part take it too.", why);
    }

    private void CheckFiles(string folder, string main, string[] assemblies)
    {
        string name = Path.GetFileNameWithoutExtension(main);
        list.Must(
            "no-contract-beside", "The contract is left to the host.",
            assemblies.Any(path => Path.GetFileNameWithoutExtension(path).Equals(Contract, StringComparison.OrdinalIgnoreCase)) ? $"{Contract}.dll lies beside the plugin, where it is another contract than the host's. Reference IntegrationHost.Sdk only, and pack again." : null);
        list.Should("deps", "The list of dependencies is there.", File.Exists(Path.Combine(folder, name + ".deps.json")) ? null : $"{name}.deps.json is missing, so that private dependencies are not found. Pack it with 'dotnet publish'.");
        var facts = AssemblyFacts.Read(main);
        HashSet<string> present = [.. assemblies.Select(path => Path.GetFileNameWithoutExtension(path)!)];
        string[] missing = [.. facts.References.Where(reference => reference != Contract && !present.Contains(reference) && !Platform.Any(known => reference == known || reference.StartsWith(known + ".", StringComparison.Ordinal)))];
        list.Must("dependencies", "Everything it refers to is there.", missing.Length == 0 ? null : $"It refers to {string.Join(", ", missing)}, which is not in the folder. Pack it with 'dotnet publish'.");
        list.Should(
            "stays-in-channel", "Its code names no way past the host's channel.",
            facts.Reaches.Count == 0 ? null : $"Its code names {string.Join(", ", facts.Reaches)}. A plugin calls through the channel it is handed; whoever approves it should know why.");
    }

    private void CheckManifest(string folder, string main, PluginStamp stamp)
    {
        string path = Path.Combine(folder, "plugin.json");
        if (!list.Should("manifest", "plugin.json is there.", File.Exists(path) ? null : "There is no plugin.json with id, version and publisher. 'dotnet publish' with IntegrationHost.Sdk writes one."))
            return;

        string? why = "plugin.json cannot be read. 'dotnet publish' writes a right one.";
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { MaxDepth = 8 });
            string Text(string name) => document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            why = !Id().IsMatch(Text("id")) ? "plugin.json has no id in lower-case kebab form. Set PluginId in the project."
                : !SemanticVersion().IsMatch(Text("version")) ? "plugin.json has no version of the form 1.2.3. Set Version in the project."
                : Text("assembly") is { Length: > 0 } assembly && assembly != Path.GetFileNameWithoutExtension(main) ? "plugin.json names another assembly than the one that is there."
                : Text("contract") is { Length: > 0 } contract && contract != stamp.ContractVersion ? "plugin.json names another contract than the assembly carries."
                : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Told as unreadable.
        }

        list.Should("manifest-fits", "plugin.json fits the assembly.", why);
    }

    private IReadOnlyList<EmbeddedMetadata> Metadata(string main)
    {
        IReadOnlyList<EmbeddedMetadata> files = [];
        string? why = null;
        try
        {
            files = EmbeddedMetadata.Read(File.ReadAllBytes(main));
        }
        catch (InvalidDataException failure)
        {
            why = failure.Message;
        }

        list.Must("metadata-inside", $"{(files.Count == 1 ? "1 metadata file in the assembly says" : $"{files.Count} metadata files in the assembly say")} what it asks for.", why ?? (files.Count > 0 ? null : "The assembly carries no metadata, so that nobody sees what it asks for before it runs. Build it with the package IntegrationHost.Sdk."));
        foreach (EmbeddedMetadata file in files)
            MetadataChecks.Read(list, file.FileName, file.Text);
        return files;
    }

    private void CheckLoaded(string main, PluginStamp stamp, IReadOnlyList<EmbeddedMetadata> metadata)
    {
        string? why = null;
        try
        {
            // Nobody has approved it: its code runs where it can do nothing.
            using ILoadedPlugin loaded = new PluginRuntimes().For("dropped").Load(Path.GetFullPath(main), stamp);
            ProviderMetadata[] described = [.. metadata.Select(file => IntegrationHost.Metadata.MetadataReader.Read(file.Text, file.FileName).Provider).OfType<ProviderMetadata>()];
            foreach (IProviderPlugin plugin in loaded.Providers)
            {
                var provider = new CatalogProvider("validated", plugin.Provider, [.. plugin.Modules]);
                DescriptorCheck.Check(provider);
                why ??= described.FirstOrDefault(item => item.Id == provider.Descriptor.Id) is not { } said ? $"It provides {provider.Descriptor.Id}, which its metadata does not tell of."
                    : provider.Descriptor.AllowedHosts.Except(said.AllowedHosts).Any() ? $"{said.Id} allows more hosts than its metadata tells of."
                    : provider.Modules.Select(module => module.Descriptor.ModuleClass).Except(said.Modules.Select(module => module.ModuleClass)).Any() ? $"{said.Id} has modules that its metadata does not tell of."
                    : null;
            }
        }
        catch (PluginFault fault)
        {
            why = fault.Message;
        }
        catch (Exception failure)
        {
            // Whatever it is, it is the plugin's; its message could hold anything.
            why = $"It could not be loaded ({failure.GetType().Name}).";
        }

        list.Must("loads", "It loads, and its descriptor is what its metadata tells.", why);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemanticVersion();
}

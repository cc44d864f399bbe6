using IntegrationHost.Core.Catalog;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins;

/// <summary>
/// Modules of metadata that was pulled and that no compiled plugin has yet, read by the reader that the build uses. They are shown, linked and waited for; they never run here,
/// and no credential of theirs is sent anywhere, whatever the files say: a file that was dropped into a directory decides nothing about secrets.
/// </summary>
internal sealed record PulledMetadata(IReadOnlyList<CatalogProvider> Providers, IReadOnlyList<PluginState> States)
{
    private const string Tier = "metadata";

    /// <summary>The providers of the plugins, and what the files of the directory add to them. One bad file is a state and hides no other.</summary>
    public static PulledMetadata Read(string directory, IReadOnlyList<CatalogProvider> compiled)
    {
        var providers = compiled.ToDictionary(provider => provider.Descriptor.Id, StringComparer.Ordinal);
        var known = new HashSet<string>(compiled.SelectMany(provider => provider.Modules).SelectMany(module => ModuleNames.Of(module.Descriptor)), StringComparer.OrdinalIgnoreCase);
        var states = new List<PluginState>();
        foreach (string file in Files(directory))
        {
            string id = "metadata/" + Path.GetFileName(file);
            try
            {
                ProviderMetadata pulled = Parse(file);
                PulledModule[] modules = [.. pulled.Modules.Where(module => IsNew(module, known)).Select(module => new PulledModule(PulledDescriptors.Module(module)))];
                if (modules.Length == 0)
                {
                    states.Add(State(id, PluginStatus.Superseded, "Plugins have all of its modules. The file may go."));
                    continue;
                }

                CatalogProvider provider = providers.TryGetValue(pulled.Id, out CatalogProvider? same)
                    ? same with { Modules = [.. same.Modules, .. modules.Select(module => module.WithAnyKind())] }
                    : new CatalogProvider(id, PulledDescriptors.Provider(pulled), modules) { IsPulled = true };
                DescriptorCheck.Check(provider);
                providers[pulled.Id] = provider;
                known.UnionWith(modules.SelectMany(module => ModuleNames.Of(module.Descriptor)));
                states.Add(State(id, PluginStatus.Active, "", pulled.Id));
            }
            catch (PluginFault fault)
            {
                states.Add(State(id, fault.Status, fault.Message));
            }
        }

        return new PulledMetadata([.. providers.Values], states);
    }

    private static string[] Files(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*" + MetadataReader.FileSuffix).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static ProviderMetadata Parse(string file)
    {
        string text;
        try
        {
            text = new FileInfo(file).Length > MetadataReader.MaxBytes
                ? throw new PluginFault(PluginStatus.Malfunctioned, $"It is larger than {MetadataReader.MaxBytes / 1024 / 1024} MiB. Split it.")
                : File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"It cannot be read ({failure.GetType().Name}). Check who may read the file.");
        }

        MetadataResult result = MetadataReader.Read(text, file);
        return result.Provider ?? throw Refused(result.Problems.First(problem => problem.Rule.IsError));
    }

    private static PluginFault Refused(MetadataProblem problem) =>
        new(PluginStatus.Malfunctioned, $"Line {problem.Line}, column {problem.Column}: {problem.Message} ({problem.Rule.Id})");

    private static bool IsNew(ModuleMetadata module, HashSet<string> known) => !ModuleNames.Of(PulledDescriptors.Module(module)).Any(known.Contains);

    private static PluginState State(string id, PluginStatus status, string cause, params IReadOnlyList<string> providers) => new(id, providers, null, null, Tier, status, cause, "");
}

using System.Reflection;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Quality;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Sdk.Testing;

/// <summary>A plugin with what lies in its assembly and beside its project.</summary>
internal sealed class PluginUnderTest
{
    private readonly Lazy<ProviderMetadata> metadata;
    private readonly Lazy<ProviderEvidence> evidence;

    public PluginUnderTest(IProviderPlugin plugin)
    {
        Plugin = plugin;
        Assembly = plugin.GetType().Assembly;
        Provider = plugin.Provider;
        metadata = new(FindMetadata);
        evidence = new(FindEvidence);
    }

    public IProviderPlugin Plugin { get; }

    public Assembly Assembly { get; }

    public ProviderDescriptor Provider { get; }

    /// <summary>The metadata in the assembly, read as the generator reads it.</summary>
    public ProviderMetadata Metadata => metadata.Value;

    /// <summary>The files of the project: README, recorded replies, <c>quality.json</c>.</summary>
    public ProviderEvidence Evidence => evidence.Value;

    /// <summary>Where the build of the tests puts the files of the plugin's project.</summary>
    public string EvidenceFolder => Path.Combine(AppContext.BaseDirectory, "evidence", Assembly.GetName().Name!);

    /// <summary>The modules that a host can run.</summary>
    public IEnumerable<IProviderModule> RunningModules => Plugin.Modules.Where(module => module.Descriptor.RunsHere);

    /// <summary>The kinds that a host can use, each with a smoke test.</summary>
    public IEnumerable<CredentialKindDescriptor> UsedKinds => Provider.CredentialKinds.Where(kind => kind.Auth.Scheme != AuthScheme.Stored);

    public CredentialKindDescriptor Kind(string id) => Provider.CredentialKinds.Single(kind => kind.Id == id);

    public IProviderModule Module(string moduleClass) => Plugin.Modules.Single(module => module.Descriptor.ModuleClass == moduleClass);

    /// <summary>The kinds that can run a module.</summary>
    public IEnumerable<CredentialKindDescriptor> KindsOf(ModuleDescriptor module) =>
        UsedKinds.Where(kind => module.CredentialKinds.Count == 0 || module.CredentialKinds.Contains(kind.Id));

    public ModuleMetadata MetadataOf(string moduleClass) => Metadata.Modules.First(module => module.ModuleClass == moduleClass);

    public IEnumerable<(string KindId, string Name, RecordedReply Reply)> Replies => Evidence.AllReplies;

    /// <summary>The recorded answer to a good credential of a kind, from which the suite makes bad ones.</summary>
    public RecordedReply ValidReply(string kindId) => Replies.FirstOrDefault(item => item.KindId == kindId && item.Name == "valid").Reply
        ?? throw new InvalidDataException($"There is no replies/{kindId}/valid.json beside the plugin's project. Record what the provider answers to a good credential; plugins/README.md shows such a file.");

    private ProviderMetadata FindMetadata()
    {
        string own = Provider.Id;
        IReadOnlyList<EmbeddedMetadata> files = EmbeddedMetadata.Read(File.ReadAllBytes(Assembly.Location));
        ProviderMetadata?[] read = [.. files.Select(file => MetadataReader.Read(file.Text, file.FileName).Provider)];
        return read.FirstOrDefault(provider => provider?.Id == own)
            ?? throw new InvalidDataException($"{Assembly.GetName().Name} carries no metadata of {own}. Build it with the package IntegrationHost.Sdk, which puts the file into the assembly.");
    }

    private ProviderEvidence FindEvidence()
    {
        if (!Directory.Exists(EvidenceFolder))
        {
            throw new InvalidDataException(
                $"There are no files of the project {Assembly.GetName().Name} beside the tests. Reference the plugin's project from the test project, whose package IntegrationHost.Sdk.Testing copies them; the project is called as its assembly.");
        }

        string file = Directory.EnumerateFiles(EvidenceFolder, "*" + MetadataReader.FileSuffix).Order(StringComparer.Ordinal)
            .First(path => MetadataReader.Read(File.ReadAllText(path), path).Provider?.Id == Provider.Id);
        string tests = Path.Combine(AppContext.BaseDirectory, "evidence", ".tests");
        string source = Directory.Exists(tests) ? string.Concat(Directory.EnumerateFiles(tests, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)) : "";
        string clients = Path.Combine(tests, Assembly.GetName().Name!.Split('.')[^1] + "ClientTests.cs");
        bool hasClients = File.Exists(clients) && File.ReadAllText(clients).Contains("[Fact]", StringComparison.Ordinal);
        // The suite itself is the local vendor of every kind: it answers, refuses, hangs, talks nonsense and is not there. Of mailboxes it is none.
        return ProviderEvidence.Of(File.ReadAllText(file), EvidenceFolder) with { Tests = new TestEvidence(source, [.. UsedKinds.Where(kind => kind.Auth.Scheme != AuthScheme.Mail).Select(kind => kind.Id)], hasClients) };
    }
}

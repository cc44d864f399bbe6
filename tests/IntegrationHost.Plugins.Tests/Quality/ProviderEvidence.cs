using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Plugins.Tests.Replies;

namespace IntegrationHost.Plugins.Tests.Quality;

/// <summary>What there is of a provider: its plugin as it runs, and the files beside it.</summary>
internal sealed class ProviderEvidence
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "evidence");

    private readonly string folder;

    public ProviderEvidence(string name)
    {
        Name = name;
        folder = Path.Combine(Root, "IntegrationHost.Plugins." + name);
        Id = name.ToLowerInvariant();
        string file = Directory.EnumerateFiles(folder, "*.execmodules.json").Single();
        Metadata = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Id = Metadata["provider"]!["id"]!.ToString();
        Readme = File.ReadAllText(Path.Combine(folder, "README.md"));
    }

    /// <summary>The last part of the project's name.</summary>
    public string Name { get; }

    public string Id { get; }

    public string Readme { get; }

    public JsonObject Metadata { get; }

    public JsonObject Provider => Metadata["provider"]!.AsObject();

    public IEnumerable<JsonObject> Kinds => Objects(Metadata["credentialKinds"]);

    public IEnumerable<JsonObject> Modules => Objects(Metadata["modules"]);

    public IEnumerable<(string Name, JsonObject Test)> SmokeTests => Metadata["verifications"]!.AsObject().Select(pair => (pair.Key, pair.Value!.AsObject()));

    public IReadOnlyList<CredentialKindDescriptor> KindDescriptors => Providers.Plugin(Id).Provider.CredentialKinds;

    public bool HasQualityFile => File.Exists(QualityPath);

    public QualityFile Quality => QualityFile.Read(QualityPath);

    private string QualityPath => Path.Combine(folder, "quality.json");

    /// <summary>The smoke test of a kind.</summary>
    public JsonObject SmokeTestOf(JsonObject kind) => Metadata["verifications"]![kind["verification"]!.ToString()]!.AsObject();

    /// <summary>The recorded replies of a kind, with their names.</summary>
    public IEnumerable<(string Name, RecordedReply Reply)> Replies(JsonObject kind) => ReplyFiles.All()
        .Where(item => item.Provider == Id && item.Kind == kind["id"]!.ToString())
        .Select(item => (Path.GetFileNameWithoutExtension(item.File), ReplyFiles.Read(item.File)));

    /// <summary>The source of the tests against local vendors; empty if there is no such file. A vendor's own spelling of its name is not C#'s.</summary>
    public static string TestSource(string pattern) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Root, "Vendors"), pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Select(File.ReadAllText));

    public static string SimpleClass(JsonObject module) => module["moduleClass"]!.ToString().Split('.')[^1];

    public static IEnumerable<JsonObject> Objects(JsonNode? array) => (array as JsonArray ?? []).Select(item => item!.AsObject());
}

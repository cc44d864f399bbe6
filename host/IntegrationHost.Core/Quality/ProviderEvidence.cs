using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Quality;

/// <summary>What there is of a provider: its metadata, and the files beside it.</summary>
internal sealed record ProviderEvidence
{
    private const string MetadataPattern = "*.execmodules.json";

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>The metadata file, parsed; <see cref="IntegrationHost.Metadata.MetadataReader"/> has found no error in it.</summary>
    public required JsonObject Metadata { get; init; }

    /// <summary>The README; empty if there is none.</summary>
    public string Readme { get; init; } = "";

    /// <summary>The recorded replies, with kind and name.</summary>
    public IReadOnlyList<(string KindId, string Name, RecordedReply Reply)> AllReplies { get; init; } = [];

    /// <summary>The text of <c>quality.json</c>; <c>null</c> if there is none.</summary>
    public string? QualityText { get; init; }

    /// <summary>What is known of its tests.</summary>
    public TestEvidence Tests { get; init; } = TestEvidence.None;

    /// <summary>Provider id.</summary>
    public string Id => Provider["id"]!.ToString();

    public JsonObject Provider => Metadata["provider"]!.AsObject();

    public IEnumerable<JsonObject> Kinds => Objects(Metadata["credentialKinds"]);

    public IEnumerable<JsonObject> Modules => Objects(Metadata["modules"]);

    public IEnumerable<(string Name, JsonObject Test)> SmokeTests => (Metadata["verifications"]?.AsObject() ?? []).Select(pair => (pair.Key, pair.Value!.AsObject()));

    /// <summary>The claims of <c>quality.json</c>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public QualityFile Quality => QualityFile.Parse(QualityText ?? throw new InvalidDataException($"{Id} has no quality.json."));

    /// <summary>The evidence of one folder: a project's, or a copy of its files.</summary>
    /// <param name="folder">It holds metadata, <c>README.md</c>, <c>quality.json</c> and <c>replies/KIND/NAME.json</c>, as far as there are such.</param>
    /// <param name="tests">What is known of tests.</param>
    /// <exception cref="InvalidDataException">It has not one metadata file, or a recorded reply cannot be read.</exception>
    public static ProviderEvidence Read(string folder, TestEvidence tests)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, MetadataPattern)];
        if (files.Length != 1)
            throw new InvalidDataException($"{folder} has {files.Length} files {MetadataPattern}; quality is told of one provider.");

        return Of(File.ReadAllText(files[0]), folder) with { Tests = tests };
    }

    /// <summary>The evidence of metadata with the files beside it.</summary>
    /// <param name="metadata">Text of a metadata file without errors.</param>
    /// <param name="folder">Where the further files are looked for.</param>
    /// <exception cref="InvalidDataException">A recorded reply cannot be read.</exception>
    public static ProviderEvidence Of(string metadata, string folder) => new()
    {
        Metadata = JsonNode.Parse(metadata, documentOptions: Bounded)!.AsObject(),
        Readme = TextOf(Path.Combine(folder, "README.md")) ?? "",
        QualityText = TextOf(Path.Combine(folder, "quality.json")),
        AllReplies = RepliesOf(Path.Combine(folder, "replies")),
    };

    /// <summary>The smoke test of a kind; an empty one if it has none.</summary>
    public JsonObject SmokeTestOf(JsonObject kind) => kind["verification"] is { } name ? Metadata["verifications"]![name.ToString()]!.AsObject() : [];

    /// <summary>The recorded replies of a kind, with their names.</summary>
    public IEnumerable<(string Name, RecordedReply Reply)> Replies(JsonObject kind) =>
        AllReplies.Where(item => item.KindId == kind["id"]!.ToString()).Select(item => (item.Name, item.Reply));

    public static string SimpleClass(JsonObject module) => module["moduleClass"]!.ToString().Split('.')[^1];

    public static IEnumerable<JsonObject> Objects(JsonNode? array) => (array as JsonArray ?? []).Select(item => item!.AsObject());

    private static string? TextOf(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static (string KindId, string Name, RecordedReply Reply)[] RepliesOf(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path), RecordedReply.Read(path))),
    ];
}

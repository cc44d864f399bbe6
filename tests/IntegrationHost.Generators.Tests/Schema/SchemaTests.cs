using System.Text.Json.Nodes;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Schema;

/// <summary>The editors' schema knows what the reader knows: the same properties, the same words, the same needs.</summary>
public sealed class SchemaTests
{
    private const string Nonsense = "zzzzzzzzzzzzzzzzzzzzzzzz";

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.RepositoryRoot, "templates", "provider", "execmodules.schema.json")))!.AsObject();

    /// <summary>Where the sample has an object of each definition.</summary>
    private static readonly Dictionary<string, object[]> Places = new()
    {
        [""] = [],
        ["provider"] = ["provider"],
        ["credentialKind"] = ["credentialKinds", 0],
        ["field"] = ["credentialKinds", 0, "fields", 0],
        ["auth"] = ["credentialKinds", 0, "auth"],
        ["verification"] = ["verifications", "whoami"],
        ["request"] = ["verifications", "whoami", "requests", 0],
        ["rule"] = ["verifications", "whoami", "rules", 0],
        ["condition"] = ["verifications", "whoami", "rules", 0, "body", 0],
        ["fact"] = ["verifications", "whoami", "identity", 0],
        ["module"] = ["modules", 0],
        ["input"] = ["modules", 0, "inputs", 0],
        ["output"] = ["modules", 0, "outputs", 0],
        ["operation"] = ["modules", 0, "operation"],
        ["error"] = ["modules", 0, "operation", "error"],
        ["apiVersion"] = ["provider", "apiVersion"],
        ["behavior"] = ["modules", 0, "behavior"],
        ["exception"] = ["modules", 0, "exceptions", 0],
        ["dependency"] = ["modules", 0, "dependencies", 0],
        ["visibleWhen"] = ["modules", 0, "inputs", 1, "visibleWhen"],
        ["paging"] = ["modules", 2, "operation", "paging"],
        ["authorization"] = ["credentialKinds", 0, "auth", "authorization"],
        ["assertion"] = ["credentialKinds", 1, "auth", "assertion"],
        ["requestBody"] = ["verifications", "key", "requests", 0, "body"],
    };

    /// <summary>The definitions of which only the second sample has an object.</summary>
    private static readonly string[] InDepot = ["apiVersion", "behavior", "exception", "dependency", "visibleWhen", "paging"];

    /// <summary>The definitions of which only the sample of ways to authenticate has an object.</summary>
    private static readonly string[] InBeacon = ["authorization", "assertion", "requestBody"];

    /// <summary>Needed in the sample, but not always: the scheme, or what else is there, decides.</summary>
    private static readonly string[] SometimesNeeded =
    [
        ".credentialKinds", "provider.baseUrl", "provider.allowedHosts", "credentialKind.auth", "credentialKind.verification", "paging.input", "paging.next",
        "auth.name", "auth.value", "rule.id", "rule.message", "rule.verdict", "condition.type", "fact.body", "requestBody.json",
    ];

    public static TheoryData<string> Definitions => [.. Places.Keys];

    [Fact]
    public void EveryObjectOfTheSchema_HasAPlaceInTheSample() =>
        Assert.Equal(
            Places.Keys.Where(name => name.Length > 0).Order(),
            Schema["$defs"]!.AsObject().Where(definition => definition.Value!["properties"] is not null).Select(definition => definition.Key).Order());

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Properties_AreThoseOfTheReader(string definition)
    {
        MetadataProblem problem = Problem(definition, place => place[Nonsense] = 1, MetadataRules.UnknownProperty);
        Assert.Equal(Properties(definition).Select(property => property.Key).Order(), Listed(problem.Message).Order());
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void ClosedSets_AreThoseOfTheReader(string definition)
    {
        foreach ((string name, JsonNode? property) in Properties(definition))
        {
            JsonNode? words = property!["enum"] ?? (property["$ref"] is { } reference ? Definition(reference.GetValue<string>().Split('/')[^1])["enum"] : null);
            if (words is null)
            {
                continue;
            }

            // The method of a login is a word of its own.
            bool http = name == "method" && definition != "auth";
            MetadataProblem problem = Problem(definition, place => place[name] = Nonsense, http ? MetadataRules.BadFormat : MetadataRules.UnknownValue);
            string[] expected = [.. words.AsArray().Select(word => word!.GetValue<string>())];
            Assert.Equal(expected.Order(), (http ? problem.Message.Split(' ', ',', '.').Intersect(expected) : Listed(problem.Message)).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void RequiredProperties_AreThoseOfTheReader(string definition)
    {
        string[] required = [.. Definition(definition)["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []];
        string[] needed =
        [
            .. Properties(definition).Select(property => property.Key).Where(name =>
            {
                // The property may not be in the sample: taking it away then changes nothing, and it is not needed.
                MetadataResult result = Read(definition, place => place.Remove(name));
                return result.Problems.Any(problem => problem.Rule == MetadataRules.MissingProperty);
            }),
        ];
        Assert.Equal(required.Order(), needed.Where(name => !SometimesNeeded.Contains($"{definition}.{name}")).Order());
    }

    private static MetadataProblem Problem(string definition, Action<JsonObject> change, MetadataRule rule) =>
        Read(definition, change).Problems.First(problem => problem.Rule == rule);

    private static MetadataResult Read(string definition, Action<JsonObject> change)
    {
        JsonNode document = JsonNode.Parse(InBeacon.Contains(definition) ? Sample.Beacon : InDepot.Contains(definition) ? Sample.Depot : Sample.Json)!;
        change(Places[definition].Aggregate(document, (node, step) => step is int index ? node[index]! : node[(string)step]!).AsObject());
        return MetadataReader.Read(document.ToJsonString());
    }

    private static JsonObject Definition(string name) => name.Length == 0 ? Schema : Schema["$defs"]![name]!.AsObject();

    private static JsonObject Properties(string definition) => Definition(definition)["properties"]!.AsObject();

    /// <summary>The words after "Use one of: ".</summary>
    private static IEnumerable<string> Listed(string message) =>
        message[(message.IndexOf("Use one of: ", StringComparison.Ordinal) + "Use one of: ".Length)..].TrimEnd('.').Split(", ").Distinct();
}

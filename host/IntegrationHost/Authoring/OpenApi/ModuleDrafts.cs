using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Naming;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>A document's operations as modules of the metadata's form.</summary>
/// <param name="names">The provider's names.</param>
/// <param name="notes">What was left out is told here.</param>
/// <param name="from">Where the document was fetched.</param>
/// <param name="baseUrl">The address that modules call.</param>
internal sealed partial class ModuleDrafts(ProviderNames names, List<string> notes, Uri? from, string baseUrl)
{
    private const int MostOutputs = 24;

    private static readonly string[] Failures = ["default", "4XX", "400", "422", "401", "404"];
    private static readonly string[] Successes = ["200", "201", "202", "2XX"];

    private readonly HashSet<string> classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> several = [];

    public IReadOnlyList<JsonObject> Of(OpenApiDocument document, int most)
    {
        var modules = new List<JsonObject>();
        int left = 0;
        foreach ((string path, IOpenApiPathItem item) in document.Paths?.Select(pair => (pair.Key, pair.Value)) ?? [])
        {
            foreach ((HttpMethod method, OpenApiOperation operation) in item?.Operations?.Select(pair => (pair.Key, pair.Value)) ?? [])
            {
                if (operation.Deprecated || method.Method is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
                    continue;
                if (modules.Count >= most)
                    left++;
                else if (Module(document, path, item!, method.Method, operation) is { } module)
                    modules.Add(module);
            }
        }

        if (several.Count > 0)
            notes.Add($"{string.Join(", ", several.Take(5))}{(several.Count > 5 ? $" and {several.Count - 5} more" : "")} may have one of several bodies; the inputs are those of the first.");
        if (left > 0)
            notes.Add($"{left} more operations of the document were left out{(most < DraftWishes.MostModules ? $"; --max-modules takes more than {most}" : "")}.");
        return modules;
    }

    private JsonObject? Module(OpenApiDocument document, string path, IOpenApiPathItem item, string method, OpenApiOperation operation)
    {
        string what = $"{method} {DraftText.Line(path, 80)}";
        var inputs = new InputDrafts(new CredentialPlaces(document, operation));
        string? unusable = SmokeTestChoice.WalksUp(path) ? "its path walks up"
            : path.AsSpan().ContainsAny('?', '#') ? "its path holds a query"
            : ServerAddress.Elsewhere(document, item, operation, from, baseUrl) is { } other ? $"it is served from {DraftText.Line(other, 80)}; add that address to \"servers\" and \"allowedHosts\", and the module with \"server\""
            : inputs.AddParameters(path, (operation.Parameters ?? []).Concat(item.Parameters ?? [])) ?? inputs.AddBody(operation.RequestBody);
        if (unusable is not null)
        {
            notes.Add($"{what} was left out: {unusable}.");
            return null;
        }

        if (inputs.HasOtherBodies)
            several.Add(what);
        string identifier = CSharpText.Identifier(DraftText.Line(operation.OperationId ?? $"{method.ToLowerInvariant()} {path}", 80), "Operation");
        string className = identifier;
        for (int number = 2; !classes.Add(className); number++)
            className = identifier + number;

        string name = DraftText.Line(operation.Summary, 80) is { Length: > 0 } summary ? summary.TrimEnd('.') : Words().Replace(className, " $1").Trim();
        var call = new JsonObject { ["method"] = method, ["path"] = inputs.Path, ["body"] = inputs.BodyForm };
        SchemaView? failure = Failures.Select(status => SmokeTestChoice.Answer(operation, status)).FirstOrDefault(answer => answer is not null);
        (string? code, string? message) = SmokeTestChoice.ErrorPaths(failure);
        if (code is not null || message is not null)
            call["error"] = new JsonObject(new[] { ("code", code), ("message", message) }.Where(pair => pair.Item2 is not null).Select(pair => KeyValuePair.Create(pair.Item1, (JsonNode?)pair.Item2)));

        bool reads = method == "GET";
        return new JsonObject
        {
            ["moduleClass"] = $"com.example.{names.Id.Replace("-", "", StringComparison.Ordinal)}.{className}Module",
            ["moduleType"] = $"{names.Id}.{Words().Replace(className, "-$1").ToLowerInvariant()}",
            ["name"] = name,
            ["category"] = DraftText.Line(operation.Tags?.FirstOrDefault()?.Name, 40) is { Length: > 0 } tag ? tag : "Other",
            ["description"] = DraftText.Sentence(operation.Description ?? operation.Summary, name),
            ["inputs"] = inputs.Inputs,
            ["outputs"] = Outputs(operation),
            ["behavior"] = new JsonObject
            {
                ["idempotent"] = method is not ("POST" or "PATCH"),
                ["requiresNetwork"] = true,
                ["sideEffects"] = reads ? new JsonArray() : new JsonArray(method == "DELETE" ? "Deletes at the provider." : "Changes data at the provider."),
            },
            ["operation"] = call,
        };
    }

    private static JsonArray Outputs(OpenApiOperation operation)
    {
        SchemaView? answer = Successes.Select(status => SmokeTestChoice.Answer(operation, status)).FirstOrDefault(found => found is not null);
        var outputs = new JsonArray();
        if (answer is null)
            return outputs;

        if (answer.Type != "object" || answer.Properties.Count == 0)
        {
            var whole = new JsonObject { ["name"] = answer.Type == "array" ? "items" : "answer", ["type"] = answer.Type is "array" or "object" ? answer.Type : "json", ["description"] = "All that the provider answers.", ["jsonPath"] = "$" };
            SchemaText.AddTo(whole, answer);
            outputs.Add((JsonNode)whole);
            return outputs;
        }

        var taken = new InputNames();
        foreach ((string name, SchemaView schema) in answer.Properties.Where(property => PathName().IsMatch(property.Name)).Take(MostOutputs))
        {
            var output = new JsonObject { ["name"] = taken.Of(name), ["type"] = schema.Type, ["description"] = DraftText.Sentence(schema.Description, $"The answer's {name}"), ["jsonPath"] = name };
            SchemaText.AddTo(output, schema);
            outputs.Add((JsonNode)output);
        }

        return outputs;
    }

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Za-z0-9_$@-]+$")]
    private static partial Regex PathName();
}

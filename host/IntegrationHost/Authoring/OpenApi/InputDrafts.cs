using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Parameters and body of an operation as inputs of a module.</summary>
/// <param name="credentials">Headers and query parameters that carry the credential.</param>
internal sealed partial class InputDrafts(CredentialPlaces credentials)
{
    private const int MostWords = 1000;
    private const int LongestPattern = 200;

    // What the host sets, or what says nothing that an input could.
    private static readonly string[] HostsOwn =
        ["authorization", "accept", "content-type", "content-length", "cookie", "host", "user-agent", "accept-encoding", "connection", "transfer-encoding", "x-api-key", "api-key", "apikey"];

    private readonly InputNames names = new();

    public JsonArray Inputs { get; } = [];

    /// <summary>The path with the inputs' names in braces.</summary>
    public string Path { get; private set; } = "";

    public string BodyForm { get; private set; } = "none";

    /// <summary>Whether the body may have one of several shapes, of which the inputs are the first.</summary>
    public bool HasOtherBodies { get; private set; }

    /// <summary>Adds what stands in path, query and headers; says why the operation cannot be used, or <c>null</c>.</summary>
    public string? AddParameters(string path, IEnumerable<IOpenApiParameter> parameters)
    {
        Path = path;
        foreach (IOpenApiParameter parameter in parameters.Where(item => item?.Name is not null).DistinctBy(item => (item.Name, item.In)))
        {
            SchemaView? schema = SchemaView.Of(parameter.Schema ?? parameter.Content?.Values.FirstOrDefault()?.Schema);
            bool optional = !parameter.Required && parameter.In != ParameterLocation.Path;
            string wire = parameter.Name!;
            if (credentials.Holds(parameter))
                continue;
            bool placed = parameter.In is ParameterLocation.Path or ParameterLocation.Query || (parameter.In == ParameterLocation.Header && HeaderName().IsMatch(wire) && !HostsOwn.Contains(wire.ToLowerInvariant()));
            bool nested = parameter.In != ParameterLocation.Query && schema?.Type is "array" or "object" or "json" && parameter.In != ParameterLocation.Path;
            if (!placed || nested || DraftText.Line(wire, 200) != wire)
            {
                if (optional || HostsOwn.Contains(wire.ToLowerInvariant()))
                    continue;
                return "it needs a value where inputs cannot stand (a cookie, an odd header)";
            }

            string name = Add(wire, schema, parameter.Description, !optional, parameter.In == ParameterLocation.Path ? "path" : parameter.In == ParameterLocation.Query ? "query" : "header");
            if (parameter.In == ParameterLocation.Path)
                Path = Path.Replace("{" + wire + "}", "{" + name + "}", StringComparison.Ordinal);
        }

        // Addresses are ASCII; what is outside of it is the same path in another writing.
        Path = Unwritable().Replace(Path, match => Uri.EscapeDataString(match.Value));
        return Placeholder().Matches(Path).Select(match => match.Groups[1].Value).Except(Inputs.Select(input => input!["name"]!.ToString())).Any()
            ? "its path has a placeholder that no parameter fills"
            : null;
    }

    /// <summary>Adds what stands in the body; says why the operation cannot be used, or <c>null</c>.</summary>
    public string? AddBody(IOpenApiRequestBody? body)
    {
        if (body?.Content is not { Count: > 0 } content)
            return null;

        (string Form, OpenApiMediaType? Media) known = new[] { ("json", "json"), ("x-www-form-urlencoded", "form"), ("multipart/form-data", "multipart") }
            .Select(pair => (pair.Item2, content.FirstOrDefault(item => item.Key.Contains(pair.Item1, StringComparison.OrdinalIgnoreCase)).Value)).FirstOrDefault(pair => pair.Item2 is not null);
        if (known.Media is null && content.TryGetValue("*/*", out var any))
            known = ("json", any);
        // Swagger 2 need not name one.
        if (known.Media is null && content.TryGetValue("application/octet-stream", out var bytes) && SchemaView.Of(bytes.Schema) is { Type: "object" })
            known = ("json", bytes);
        if (known.Media is null)
            return body.Required ? "its body is neither JSON nor a form" : null;

        BodyForm = known.Form;
        if (SchemaView.Of(known.Media.Schema) is not { } schema)
            return null;
        HasOtherBodies = schema.HasAlternatives;
        if (schema.Type != "object" || schema.Properties.Count == 0)
        {
            if (schema.Type is not ("object" or "json") || BodyForm != "json")
                return "its body is no JSON object";
            Inputs.Add((JsonNode)new JsonObject { ["name"] = names.Of("body"), ["type"] = "object", ["description"] = DraftText.Sentence(schema.Description, "The properties of the body"), ["required"] = body.Required, ["in"] = "body", ["wireName"] = "$" });
            return null;
        }

        foreach ((string name, SchemaView property) in schema.Properties.Where(item => !item.Schema.IsReadOnly && DraftText.Line(item.Name, 200) == item.Name && item.Name is not ("" or "$")))
            Add(name, property, null, body.Required && schema.Required.Contains(name), "body");
        return null;
    }

    private string Add(string wire, SchemaView? schema, string? description, bool required, string place)
    {
        string name = names.Of(wire);
        string type = schema?.Type ?? "string";
        if (BodyForm == "multipart" && place == "body" && schema?.Format is "binary" or "base64" or "byte")
            type = "file";
        if (place == "path" && type is "array" or "object" or "json")
            type = "string";
        var input = new JsonObject
        {
            ["name"] = name,
            ["type"] = type,
            ["description"] = DraftText.Sentence(description ?? schema?.Description, $"The {place}'s {DraftText.Line(wire, 80)}"),
            ["required"] = required,
            ["in"] = place,
        };
        if (wire != name)
            input["wireName"] = wire;
        if (Secret().IsMatch(name) && type is not ("boolean" or "integer" or "number"))
            input["sensitive"] = true;
        if (schema is not null && type == schema.Type)
            AddBounds(input, schema, type);
        Inputs.Add((JsonNode)input);
        return name;
    }

    private static void AddBounds(JsonObject input, SchemaView schema, string type)
    {
        if (schema.Words.Count is > 0 and <= MostWords && type is "string" or "integer" or "number" && schema.Words.All(word => DraftText.Line(word, 200) == word))
            input["allowedValues"] = new JsonArray([.. schema.Words.Select(word => (JsonNode)word)]);
        if (type is "integer" or "number" && input["allowedValues"] is null)
        {
            decimal? least = Number(schema.Minimum, type);
            decimal? most = Number(schema.Maximum, type);
            if (least is null || most is null || least <= most)
            {
                if (least is not null)
                    input["minimum"] = least;
                if (most is not null)
                    input["maximum"] = most;
            }
        }

        if (type is "string" or "array" && input["allowedValues"] is null && (schema.MinLength ?? 0) <= (schema.MaxLength ?? int.MaxValue))
        {
            if (schema.MinLength is > 0 and <= 100_000)
                input["minLength"] = schema.MinLength;
            if (schema.MaxLength is > 0 and <= 10_000_000)
                input["maxLength"] = schema.MaxLength;
        }

        // A pattern of JSON Schema may match anywhere, one of the metadata matches the whole: only what says so from end to end is the same.
        if (type == "string" && schema.Pattern is { Length: > 2 and <= LongestPattern } pattern && pattern[0] == '^' && pattern[^1] == '$' && pattern[^2] != '\\' && IsSafe(pattern[1..^1]) && input["allowedValues"] is null)
            input["pattern"] = pattern[1..^1];
        SchemaText.AddTo(input, schema);
    }

    private static decimal? Number(string? text, string type) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && (type == "number" || decimal.IsInteger(number)) ? number : null;

    private static bool IsSafe(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return DraftText.Line(pattern, LongestPattern) == pattern && !pattern.Contains('|', StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"[^\x00-\x7F]+| ")]
    private static partial Regex Unwritable();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("password|passphrase|secret|api_?key|access_?token|auth_?token|private_?key|connection_?string", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}

using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;

namespace IntegrationHost.Api.Tests.Fuzzing;

/// <summary>Makes requests out of an API document, the same ones for the same seed.</summary>
/// <param name="document">The OpenAPI document.</param>
/// <param name="seed">Decides everything.</param>
/// <param name="ids">Ids of things that are there.</param>
internal sealed class SchemaFuzzer(JsonObject document, int seed, IReadOnlyList<string> ids)
{
    /// <summary>Part of every text that is made up.</summary>
    public const string Marker = "zqx9FUZZ";

    private const int Deepest = 4;

    private static readonly string[] Nasty =
        ["", " ", "\u0000", "\u202e", "'; DROP TABLE accounts; --", "%7B%22", "../../etc/passwd", "{{7*7}}", "securekey://vault/secret/x#y", "<ENCRYPTED_VALUE/>", "1e999", "-0", "null", "\ufffd"];

    // What is no object, no JSON or no text at all.
    private static readonly string[] Broken =
    [
        "null", "[]", "\"x\"", "1", "", "{\"a\":1,\"a\":2}", "\u00ef\u00bb\u00bf{}", "{\"\u00ff\":1}", "{\"name\":\"\\ud800\"}", "[{\"\u00ff\":1}]", "[{\"name\":\"\\udc00\"}]",
        "{\"id\":{}}", "{\"tasks\":{\"a\":1}}", "{\"tasks\":[{\"modules\":\"x\"}]}", "{\"moduleOrder\":1e400}", "{\"entries\":null}", "{\"fields\":{\"a\":null}}", "{\"integrationAccount\":\"x\"}",
        string.Concat(Enumerable.Repeat("[", 2000)), string.Concat(Enumerable.Repeat("{\"a\":", 500)),
    ];

#pragma warning disable RS0030 // Not for secrets: the same seed must make the same requests.
    private readonly Random random = new(seed);
#pragma warning restore RS0030

    /// <summary>A request; the first of six rounds is as the schema says, later ones are ever more wrong.</summary>
    public HttpRequestMessage Make(HttpMethod method, string path, JsonObject operation, int round)
    {
        round %= 6;
        StringBuilder query = new();
        foreach (JsonObject parameter in (operation["parameters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string name = (string)parameter["name"]!;
            string value = Uri.EscapeDataString(Text(parameter["schema"] as JsonObject, round));
            if ((string?)parameter["in"] == "path")
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if ((string?)parameter["in"] == "query" && random.Next(3) > 0)
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);
        }

        if (round == 5 && random.Next(2) == 0)
            query.Append(query.Length == 0 ? '?' : '&').Append(Marker).Append("=1");
        HttpRequestMessage request = RunningApi.Request(method, path + query);
        if (operation["requestBody"]?["content"] is JsonObject content)
        {
            (string mediaType, JsonNode? shape) = content.First();
            request.Content = new ByteArrayContent(Body(shape?["schema"] as JsonObject, round));
            request.Content.Headers.ContentType = new(round == 5 && random.Next(4) == 0 ? "text/plain" : mediaType);
        }

        return request;
    }

    private byte[] Body(JsonObject? schema, int round)
    {
        if (round >= 3 && random.Next(4) == 0)
            return Encoding.Latin1.GetBytes(Broken[random.Next(Broken.Length)]);
        byte[] body = Encoding.UTF8.GetBytes(Value(schema, round, 0)?.ToJsonString() ?? "null");
        return round == 4 ? body[..random.Next(body.Length + 1)] : body;
    }

    private JsonNode? Value(JsonObject? schema, int round, int depth)
    {
        schema = Resolve(schema);
        if (round >= 2 && random.Next(6) == 0)
            return Wrong(depth);
        if (schema is null || depth > Deepest)
            return null;
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return values[random.Next(values.Count)]?.DeepClone();

        return Type(schema) switch
        {
            "object" => Object(schema, round, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(schema["items"] as JsonObject, round, depth + 1))]),
            "boolean" => random.Next(2) == 0,
            "integer" => random.Next(4) switch { 0 => 0, 1 => -1, 2 => long.MaxValue, _ => random.Next(1000) },
            "number" => random.NextDouble() * 100,
            _ => Text(schema, round),
        };
    }

    private JsonObject Object(JsonObject schema, int round, int depth)
    {
        JsonObject made = [];
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(name => (string)name!)];
        foreach ((string name, JsonNode? property) in schema["properties"] as JsonObject ?? [])
        {
            // A smoke test would wait for a network that is not there.
            if (name is "verify")
                made[name] = false;
            else if (round < 2 ? required.Contains(name) || random.Next(2) == 0 : random.Next(3) > 0)
                made[name] = Value(property as JsonObject, round, depth + 1);
        }

        if (schema["additionalProperties"] is JsonObject further)
            made["token"] = Value(further, round, depth + 1);
        if (round >= 3 && random.Next(3) == 0)
            made[Marker + random.Next(100)] = Marker;
        return made;
    }

    private JsonNode? Wrong(int depth) => random.Next(7) switch
    {
        0 => null,
        1 => Marker + random.Next(1000),
        2 => random.Next(2) == 0,
        3 => 1e300,
        4 => new JsonArray(Marker, null, 3),
        5 => Marker + new string('x', random.Next(3000)),
        _ => depth < Deepest ? new JsonObject { [Marker] = Wrong(depth + 1) } : null,
    };

    private string Text(JsonObject? schema, int round)
    {
        schema = Resolve(schema);
        if (schema?["enum"] is JsonArray { Count: > 0 } values && round < 4)
            return values[random.Next(values.Count)]?.ToString() ?? "";
        if (round < 3)
        {
            switch ((string?)schema?["format"], Type(schema))
            {
                case ("uuid", _):
                    return random.Next(3) == 0 ? new Guid(random.Next(), 0, 0, new byte[8]).ToString() : ids[random.Next(ids.Count)];
                case ("date-time", _):
                    return "2026-11-26T12:00:00Z";
                case (_, "integer" or "number"):
                    return random.Next(50).ToString(System.Globalization.CultureInfo.InvariantCulture);
                case (_, "boolean"):
                    return "true";
            }
        }

        return random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : Marker + random.Next(1000);
    }

    private static string? Type(JsonObject? schema) => schema?["type"] switch
    {
        JsonArray types => types.Select(type => (string?)type).FirstOrDefault(type => type != "null"),
        JsonValue type => (string?)type,
        _ => schema?["properties"] is null ? null : "object",
    };

    private JsonObject? Resolve(JsonObject? schema)
    {
        for (int hops = 0; schema is not null && hops < 8; hops++)
        {
            if ((string?)schema["$ref"] is { } reference)
                schema = document["components"]?["schemas"]?[reference[(reference.LastIndexOf('/') + 1)..]] as JsonObject;
            else if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } choices)
                schema = choices.OfType<JsonObject>().FirstOrDefault(choice => Type(choice) != "null" || choice.ContainsKey("$ref"));
            else
                return schema;
        }

        return schema;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>CRM records at <see cref="HubSpotVendor"/>, by kind: contacts, companies, deals, tickets, notes.</summary>
internal sealed class HubSpotRecords
{
    private static readonly string[] Kinds = ["contacts", "companies", "deals", "tickets", "notes"];
    private static readonly string[] SearchLists = ["filterGroups", "sorts", "properties"];

    private readonly Dictionary<string, List<JsonObject>> records = Kinds.ToDictionary(kind => kind, _ => new List<JsonObject>(), StringComparer.Ordinal);
    private int count;

    /// <summary>Pairs of records that are tied, such as <c>contacts/1 companies/2</c>.</summary>
    public List<string> Associations { get; } = [];

    /// <summary>The scope that a call needs; <c>null</c> for a path that is not of records.</summary>
    public static string? Scope(VendorCall call)
    {
        if (Route(call) is not { } route)
            return null;

        bool reads = call.Request.Method == "GET" || route.Steps is ["search"];
        string of = route.Kind switch { "notes" => "contacts", _ => route.Kind };
        return of == "tickets" ? "tickets" : $"crm.objects.{of}.{(reads ? "read" : "write")}";
    }

    /// <summary>The answer to a call; <c>null</c> for one that is not known.</summary>
    public VendorReply? Answer(VendorCall call) => Route(call) is not { } route ? null : (call.Request.Method, route.Steps) switch
    {
        ("POST", []) => Create(route.Kind, call),
        ("GET", []) => List(route.Kind, call),
        ("POST", ["search"]) => Search(route.Kind, call),
        ("POST", ["batch", "upsert"]) => Upsert(route.Kind, call),
        ("GET", [var id]) => Find(route.Kind, id, call.Query("idProperty")) is { } record ? new VendorReply(200, record.DeepClone()) : NotFound(),
        ("PATCH", [var id]) => Update(route.Kind, id, call),
        ("PUT", [var id, "associations", "default", var to, var toId]) => Tie(route.Kind, id, to, toId),
        _ => null,
    };

    // v3 has the version before the word, dated ones after it; associations are of v4.
    private static (string Kind, string[] Steps)? Route(VendorCall call)
    {
        string[] steps = call.Request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return steps switch
        {
            ["crm", "v3" or "v4", "objects", var kind, .. var rest] => (kind, rest),
            ["crm", "objects", "2026-03", var kind, .. var rest] => (kind, rest),
            _ => null,
        };
    }

    private VendorReply Create(string kind, VendorCall call)
    {
        if (Body(call) is not { } body || body["properties"] is not JsonObject properties || body["associations"] is not JsonArray)
            return Invalid("Some required fields were not set: [properties, associations]");
        if (kind == "notes" && properties["hs_timestamp"] is null)
            return Invalid("hs_timestamp is required");
        if (kind == "contacts" && properties["email"]?.ToString() is { } email && Find(kind, email, "email") is { } known)
            return HubSpotVendor.Error(409, "CONFLICT", $"Contact already exists. Existing ID: {known["id"]}");

        return new VendorReply(201, Add(kind, properties).DeepClone());
    }

    private VendorReply Update(string kind, string id, VendorCall call)
    {
        if (Find(kind, id, call.Query("idProperty")) is not { } record)
            return NotFound();
        if (Body(call)?["properties"] is not JsonObject properties)
            return Invalid("Some required fields were not set: [properties]");

        Set(record, properties);
        return new VendorReply(200, record.DeepClone());
    }

    private VendorReply List(string kind, VendorCall call) => Page([.. records[kind]], Number(call.Query("limit"), 10), Number(call.Query("after"), 0), most: 100);

    private VendorReply Search(string kind, VendorCall call)
    {
        if (Body(call) is not { } body || !SearchLists.All(name => body[name] is JsonArray) || body["after"] is null || body["limit"] is null)
            return Invalid("Some required fields were not set: [filterGroups, sorts, properties, after, limit]");

        JsonArray groups = body["filterGroups"]!.AsArray();
        JsonObject[] found = [.. records[kind].Where(record => groups.Count == 0 || groups.Any(group => group!["filters"]!.AsArray().All(filter => Holds(record, filter!))))];
        VendorReply reply = Page(found, (int)body["limit"]!, Number(body["after"]!.ToString(), 0), most: 200);
        reply.Body["total"] = found.Length;
        return reply;
    }

    private VendorReply Upsert(string kind, VendorCall call)
    {
        if (Body(call)?["inputs"] is not JsonArray { Count: > 0 and <= 100 } inputs || inputs.Any(input => input?["id"] is null || input["properties"] is not JsonObject))
            return Invalid("Some required fields were not set: [id, properties]");

        var results = new JsonArray();
        foreach (JsonNode input in inputs.OfType<JsonNode>())
        {
            JsonObject? record = Find(kind, input["id"]!.ToString(), input["idProperty"]?.ToString());
            bool isNew = record is null;
            record ??= Add(kind, new JsonObject { [input["idProperty"]?.ToString() ?? "hs_object_id"] = input["id"]!.ToString() });
            Set(record, input["properties"]!.AsObject());
            JsonNode result = record.DeepClone();
            result["new"] = isNew;
            results.Add(result);
        }

        return new VendorReply(200, new JsonObject { ["status"] = "COMPLETE", ["results"] = results });
    }

    private VendorReply Tie(string kind, string id, string to, string toId)
    {
        if (!records.ContainsKey(kind) || !records.ContainsKey(to))
            return Invalid("Unable to infer object type");
        if (Find(kind, id, null) is null || Find(to, toId, null) is null)
            return NotFound();

        Associations.Add($"{kind}/{id} {to}/{toId}");
        return new VendorReply(200, new JsonObject { ["status"] = "COMPLETE", ["results"] = new JsonArray(new JsonObject { ["from"] = new JsonObject { ["id"] = id } }) });
    }

    private JsonObject Add(string kind, JsonObject properties)
    {
        var record = new JsonObject
        {
            ["id"] = (++count).ToString(CultureInfo.InvariantCulture),
            ["properties"] = properties.DeepClone(),
            ["createdAt"] = "2026-01-02T03:04:05.678Z",
            ["updatedAt"] = "2026-01-02T03:04:05.678Z",
            ["archived"] = false,
        };
        records[kind].Add(record);
        return record;
    }

    private static void Set(JsonObject record, JsonObject properties)
    {
        foreach ((string name, JsonNode? value) in properties)
            record["properties"]![name] = value?.DeepClone();
    }

    private JsonObject? Find(string kind, string id, string? idProperty) =>
        records.GetValueOrDefault(kind)?.Find(record => (idProperty is null ? record["id"] : record["properties"]![idProperty])?.ToString() == id);

    private static bool Holds(JsonObject record, JsonNode filter)
    {
        string? value = record["properties"]![filter["propertyName"]!.ToString()]?.ToString();
        return filter["operator"]!.ToString() switch
        {
            "EQ" => value == filter["value"]?.ToString(),
            "HAS_PROPERTY" => value is not null,
            "IN" => filter["values"]!.AsArray().Any(item => item!.ToString() == value),
            _ => false,
        };
    }

    private static VendorReply Page(JsonObject[] found, int limit, int start, int most)
    {
        if (limit < 1 || limit > most)
            return Invalid($"limit must be from 1 to {most}");

        int end = Math.Min(found.Length, start + limit);
        var body = new JsonObject { ["results"] = new JsonArray([.. found.Skip(start).Take(limit).Select(record => record.DeepClone())]) };
        if (end < found.Length)
            body["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = end.ToString(CultureInfo.InvariantCulture) } };
        return new VendorReply(200, body);
    }

    private static JsonObject? Body(VendorCall call) => OpenAiVendor.Parse(call.Request.Body);

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static VendorReply NotFound() => HubSpotVendor.Error(404, "OBJECT_NOT_FOUND", "resource not found");

    private static VendorReply Invalid(string message) => HubSpotVendor.Error(400, "VALIDATION_ERROR", message);
}

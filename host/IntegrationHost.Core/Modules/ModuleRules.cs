using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>What ThorAPI takes for an ExecModule. What it does not name is not looked at.</summary>
internal static class ModuleRules
{
    private const int LargestModule = 1024 * 1024;

    private static readonly string[] Texts = ["name", "className", "notes", "longDescription", "moduleData", "config"];
    private static readonly string[] Ids = ["systemId", "taskId", "ownerId", "lastModifiedById"];
    private static readonly string[] References = [ModuleJson.Link, ModuleJson.OtherLink, "task"];

    private static readonly (string Property, string[] Values)[] Enums =
    [
        ("moduleType", ["broadcast", "io", "reader", "writer", "transformer"]),
        ("status", ["running", "stopped", "ready", "good", "warning", "error", "disabled"]),
        ("role", ["anonymous", "user", "admin"]),
    ];

    /// <summary>What is wrong, by property.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(JsonObject wire)
    {
        Dictionary<string, IReadOnlyList<string>> errors = [];
        foreach (string property in Texts)
        {
            if (wire[property] is { } node && node.GetValueKind() != JsonValueKind.String)
                errors[property] = [$"{property} must be a text{(property is "moduleData" or "config" ? " that holds JSON" : "")}."];
        }

        foreach ((string property, string[] values) in Enums)
        {
            if (wire[property] is not null && !values.Contains(ModuleJson.Text(wire, property), StringComparer.Ordinal))
                errors[property] = [$"{property} must be one of {string.Join(", ", values)}."];
        }

        foreach (string property in Ids)
        {
            if (wire[property] is not null && !IsId(ModuleJson.Text(wire, property)))
                errors[property] = [$"{property} must be a UUID."];
        }

        foreach (string property in References)
        {
            if (wire[property] is { } reference && (reference is not JsonObject whole || (whole["id"] is not null && !IsId(ModuleJson.Text(whole, "id")))))
                errors[property] = [$"{property} must be an object with the id, a UUID, of what is meant."];
        }

        if (wire["moduleOrder"] is { } order && !(order is JsonValue place && place.GetValueKind() == JsonValueKind.Number && place.TryGetValue(out double number) && double.IsFinite(number)))
            errors["moduleOrder"] = ["moduleOrder must be a number."];
        if (wire["specs"] is { } specs && specs is not JsonArray)
            errors["specs"] = ["specs must be a list."];
        if (wire["trashed"] is { } trashed && trashed.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            errors["trashed"] = ["trashed must be true or false."];
        if (errors.Count == 0 && ModuleJson.Write(wire).Length > LargestModule)
            errors["moduleData"] = ["The module is larger than 1 MiB."];
        return errors;
    }

    /// <summary>Takes out what stands in the place of an id and is none: files that people and models write have names or placeholders there.</summary>
    public static void DropForeignIds(JsonObject wire)
    {
        foreach (string property in Ids)
        {
            if (wire[property] is not null && !IsId(ModuleJson.Text(wire, property)))
                wire.Remove(property);
        }

        foreach (string property in References)
        {
            if (wire[property] is JsonObject reference && reference["id"] is not null && !IsId(ModuleJson.Text(reference, "id")))
                reference.Remove("id");
            else if (wire[property] is JsonValue)
                wire.Remove(property);
        }
    }

    private static bool IsId(string? text) => Guid.TryParseExact(text, "D", out _);
}

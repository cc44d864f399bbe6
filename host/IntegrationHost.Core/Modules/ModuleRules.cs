using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>What ThorAPI takes for an ExecModule. What it does not name is not looked at.</summary>
internal static class ModuleRules
{
    private const int LargestModule = 1024 * 1024;

    private static readonly string[] Texts = ["name", "className", "notes", "moduleData", "config"];

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

        if (wire["trashed"] is { } trashed && trashed.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            errors["trashed"] = ["trashed must be true or false."];
        if (errors.Count == 0 && ModuleJson.Write(wire).Length > LargestModule)
            errors["moduleData"] = ["The module is larger than 1 MiB."];
        return errors;
    }
}

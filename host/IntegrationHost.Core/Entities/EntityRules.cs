using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Accounts;

namespace IntegrationHost.Core.Entities;

/// <summary>What ThorAPI takes for an entity. What it does not name is not looked at.</summary>
internal static class EntityRules
{
    /// <summary>Checks each property that is there, writes words as the contract writes them, and fills in defaults.</summary>
    /// <param name="type">The type.</param>
    /// <param name="wire">The object without secure properties; changed.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Apply(EntityType type, JsonObject wire, ProblemList problems)
    {
        foreach (EntityField field in type.Fields.Where(field => !field.Secure))
        {
            if (wire[field.Name] is null && field.Default is { } value)
                wire[field.Name] = JsonNode.Parse(value);
            if (wire[field.Name] is { } node)
                Check(field, node, wire, problems);
            else if (field.Required)
                problems.Add(field.Name, $"{field.Name} is missing. {type.Name} cannot be without it.");
        }

        if (wire["trashed"] is { } trashed && trashed.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            problems.Add("trashed", "trashed must be true or false.");
    }

    /// <summary>Checks the value of a secure property.</summary>
    public static void CheckSecret(EntityField field, string value, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(value) || value.All(character => character is '*' or '•' or '●'))
            problems.Add(field.Name, $"{field.Name} is empty, or a mask. Leave it out to keep what is stored.");
        else
            CheckLength(field, value, problems);
    }

    private static void Check(EntityField field, JsonNode node, JsonObject wire, ProblemList problems)
    {
        JsonValueKind kind = node.GetValueKind();
        switch (field.Kind)
        {
            case EntityFieldKind.Text when kind == JsonValueKind.String:
                CheckLength(field, (string)node!, problems);
                break;
            case EntityFieldKind.Word when kind == JsonValueKind.String:
                CheckWord(field, (string)node!, wire, problems);
                break;
            case EntityFieldKind.Id when kind == JsonValueKind.String && Guid.TryParse((string)node!, out _):
            case EntityFieldKind.Flag when kind is JsonValueKind.True or JsonValueKind.False:
            case EntityFieldKind.Reference when kind == JsonValueKind.Object:
            case EntityFieldKind.Json:
                break;
            case EntityFieldKind.Integer or EntityFieldKind.Number when kind == JsonValueKind.Number:
                CheckNumber(field, node, problems);
                break;
            default:
                problems.Add(field.Name, $"{field.Name} must be {Describe(field)}.");
                break;
        }
    }

    private static void CheckLength(EntityField field, string text, ProblemList problems)
    {
        if (text.Length < field.MinLength || text.Length > field.MaxLength)
            problems.Add(field.Name, $"{field.Name} must have {field.MinLength} to {field.MaxLength} characters.");
    }

    private static void CheckWord(EntityField field, string text, JsonObject wire, ProblemList problems)
    {
        StringComparison comparison = field.AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (field.Words.FirstOrDefault(word => word.Equals(text, comparison)) is { } known)
            wire[field.Name] = known;
        else
            problems.Add(field.Name, $"{field.Name} must be {Describe(field)}.");
    }

    private static void CheckNumber(EntityField field, JsonNode node, ProblemList problems)
    {
        bool read = decimal.TryParse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out decimal number);
        if (!read || number < field.Minimum || number > field.Maximum || (field.Kind == EntityFieldKind.Integer && number != decimal.Truncate(number)))
            problems.Add(field.Name, $"{field.Name} must be {Describe(field)}.");
    }

    private static string Describe(EntityField field) => field.Kind switch
    {
        EntityFieldKind.Text => "a text",
        EntityFieldKind.Integer => "a whole number" + Range(field),
        EntityFieldKind.Number => "a number" + Range(field),
        EntityFieldKind.Flag => "true or false",
        EntityFieldKind.Id => "a UUID",
        EntityFieldKind.Word => $"one of {string.Join(", ", field.Words)}",
        EntityFieldKind.Reference => "an object with an id",
        _ => "JSON",
    };

    private static string Range(EntityField field) => (field.Minimum, field.Maximum) switch
    {
        ({ } least, { } most) => $" from {least} to {most}",
        ({ } least, null) => $" of at least {least}",
        _ => "",
    };
}

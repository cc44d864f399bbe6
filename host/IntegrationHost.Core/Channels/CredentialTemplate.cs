using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>A text with <c>{fieldKey}</c> placeholders; <c>{fieldKey.property}</c> is a property of a field whose value is a JSON document.</summary>
internal static partial class CredentialTemplate
{
    /// <summary>The field keys it names.</summary>
    public static IEnumerable<string> Fields(string template) => Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>Whether it names a property of a field's value, and not only whole values.</summary>
    public static bool HasProperty(string template) => Placeholder().Matches(template).Any(match => match.Groups[2].Success);

    /// <summary>Fills the placeholders in one pass, so that a value which looks like a placeholder stays as it is; <c>null</c> if one has no value.</summary>
    public static string? Fill(string template, IReadOnlyDictionary<string, SecretText> values)
    {
        bool complete = true;
        string filled = Placeholder().Replace(template, match =>
        {
            string? value = values.TryGetValue(match.Groups[1].Value, out SecretText? field) ? ValueOf(field, match.Groups[2]) : null;
            complete &= value is not null;
            return value ?? "";
        });
        return complete ? filled : null;
    }

    /// <summary>The parts of a template between and at the placeholders of one name, in order.</summary>
    public static IEnumerable<(string Text, bool IsName)> Split(string template, string name)
    {
        string[] parts = template.Split($"{{{name}}}");
        for (int index = 0; index < parts.Length; index++)
        {
            if (index > 0)
                yield return ("", true);
            yield return (parts[index], false);
        }
    }

    private static string? ValueOf(SecretText field, Group property)
    {
        if (!property.Success)
            return new string(field.Reveal());

        try
        {
            using JsonDocument document = JsonDocument.Parse(new string(field.Reveal()));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(property.Value, out JsonElement value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]*)(?:\.([A-Za-z0-9_-]+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

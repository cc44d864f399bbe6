using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Json;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Reads texts with <c>{fieldKey}</c> or <c>{fieldKey.property}</c> in them; each must name a field of the credential kind.</summary>
internal sealed class TemplateCheck
{
    private readonly IReadOnlyCollection<string> keys;

    public TemplateCheck(IReadOnlyCollection<string> keys) => this.keys = keys;

    public string Required(ObjectReader reader, string property) => Text(reader, property, required: true);

    public string Text(ObjectReader reader, string property, bool required)
    {
        string text = required ? reader.Text(property) : reader.OptionalText(property) ?? "";
        if (text.Length > 0)
        {
            Check(reader, reader.Find(property)!, property, text);
        }

        return text;
    }

    public void Check(ObjectReader reader, JsonNode place, string property, string text)
    {
        foreach (string key in Forms.Placeholders(text).Select(Forms.FieldOf).Where(key => !keys.Contains(key)))
        {
            reader.Report(MetadataRules.UnknownReference, place, $"{reader.Path}.{property} has a placeholder that names no field of this kind. {Suggestion.For(key, keys)}");
        }
    }
}

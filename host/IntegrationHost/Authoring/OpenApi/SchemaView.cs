using System.Globalization;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>A schema with its <c>allOf</c> put together, and of alternatives the first. Bounded: schemas may hold themselves.</summary>
internal sealed class SchemaView
{
    /// <summary>Deepest nesting that is looked at.</summary>
    public const int MaxDepth = 6;

    private const int MostParts = 32;
    private const int MostProperties = 128;

    private readonly List<IOpenApiSchema> parts = [];

    private SchemaView(IOpenApiSchema schema) => Gather(schema, 0);

    public string Type
    {
        get
        {
            JsonSchemaType? type = parts.Select(part => part.Type).FirstOrDefault(type => (type & ~JsonSchemaType.Null) is not (null or 0)) & ~JsonSchemaType.Null;
            return type switch
            {
                JsonSchemaType.String => Format switch { "date-time" => "datetime", "date" => "date", _ => "string" },
                JsonSchemaType.Integer => "integer",
                JsonSchemaType.Number => "number",
                JsonSchemaType.Boolean => "boolean",
                JsonSchemaType.Array => "array",
                JsonSchemaType.Object => "object",
                _ => parts.Any(part => part.Properties?.Count > 0) ? "object" : parts.Any(part => part.Items is not null) ? "array" : IsWord(Constant) ? "string" : "json",
            };
        }
    }

    /// <summary>Whether it may be one of several, of which this is the first.</summary>
    public bool HasAlternatives => parts.Any(part => (part.OneOf ?? []).Concat(part.AnyOf ?? []).Count(other => other.Type != JsonSchemaType.Null) > 1);

    public string? Format => First(part => part.Format);

    public string? Description => First(part => part.Description);

    public bool IsReadOnly => parts.Any(part => part.ReadOnly);

    public int? MinLength => parts.Select(part => part.MinLength ?? part.MinItems).FirstOrDefault(length => length is not null);

    public int? MaxLength => parts.Select(part => part.MaxLength ?? part.MaxItems).FirstOrDefault(length => length is not null);

    public string? Minimum => First(part => part.Minimum);

    public string? Maximum => First(part => part.Maximum);

    public string? Pattern => First(part => part.Pattern);

    /// <summary>The values it may have, as text.</summary>
    public IReadOnlyList<string> Words => Constant is { } only ? [only] : [.. (parts.Select(part => part.Enum).FirstOrDefault(words => words?.Count > 0) ?? []).Where(word => word is not null).Select(word => word.ToString()).Where(word => word.Length > 0).Distinct()];

    public IReadOnlyList<string> Required => [.. parts.SelectMany(part => part.Required ?? Enumerable.Empty<string>()).Distinct()];

    public IReadOnlyList<(string Name, SchemaView Schema)> Properties =>
        [.. parts.SelectMany(part => part.Properties ?? Enumerable.Empty<KeyValuePair<string, IOpenApiSchema>>()).DistinctBy(pair => pair.Key).Take(MostProperties).Select(pair => (pair.Key, new SchemaView(pair.Value)))];

    public SchemaView? Items => parts.Select(part => part.Items).FirstOrDefault(items => items is not null) is { } items ? new SchemaView(items) : null;

    public static SchemaView? Of(IOpenApiSchema? schema) => schema is null ? null : new SchemaView(schema);

    private string? Constant => First(part => part.Const);

    // The library gives a constant as text, whatever it was.
    private static bool IsWord(string? text) => text is not (null or "true" or "false" or "null") && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private string? First(Func<IOpenApiSchema, string?> of) => parts.Select(of).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private void Gather(IOpenApiSchema? schema, int depth)
    {
        if (schema is null || depth > MaxDepth || parts.Count >= MostParts)
            return;

        parts.Add(schema);
        foreach (IOpenApiSchema part in schema.AllOf ?? [])
            Gather(part, depth + 1);
        // Of alternatives the first is described, if the schema says nothing else.
        if ((schema.AllOf?.Count ?? 0) == 0 && schema.Type is null && schema.Properties is not { Count: > 0 })
            Gather((schema.OneOf ?? []).Concat(schema.AnyOf ?? []).FirstOrDefault(part => part.Type != JsonSchemaType.Null), depth + 1);
    }
}

using System.Buffers;
using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>Values of an account as ThorAPI's IntegrationAccount has them. Prints none.</summary>
internal sealed record ThorAccountValues
{
    /// <summary>ThorAPI's secure properties: what is read of them is never used, and its mask never sent.</summary>
    public static readonly string[] Secure = ["password", "apiKey", "accountId"];

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>ThorAPI's status, in lower case.</summary>
    public string Status { get; init; } = "ready";

    /// <summary>Values by ThorAPI's names (<c>username</c>, <c>password</c>, <c>apiKey</c>, <c>accountId</c>); <c>null</c> clears.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    /// <summary>What of the account is not among them, in sentences for a person.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The secrets among them.</summary>
    public IEnumerable<string?> Secrets => Fields.Where(pair => Secure.Contains(pair.Key)).Select(pair => pair.Value);

    /// <summary>A new account: no id, and nothing that is not known.</summary>
    public byte[] ToNew()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("accountName", Name);
            foreach ((string name, string? value) in Fields.Where(field => field.Value is not null))
                json.WriteString(name, value);
            json.WriteString("status", Status);
            json.WriteBoolean("verified", false);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A merge patch of these properties.</summary>
    /// <param name="changed">Names of the properties that are meant.</param>
    public byte[] ToPatch(IReadOnlySet<string> changed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string? value) in Changed(changed))
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The whole object that was read, with these properties changed and every other one as it came.</summary>
    /// <param name="read">The object as the server showed it.</param>
    /// <param name="changed">Names of the properties that are meant.</param>
    /// <param name="id">Its id, which must be in the body.</param>
    /// <returns>The body, and the names of secure properties that it cannot hold, since the server showed a mask and no value is known here.</returns>
    public (byte[] Body, IReadOnlyList<string> Hidden) ToWhole(JsonElement read, IReadOnlySet<string> changed, string id)
    {
        Dictionary<string, string?> values = Changed(changed).ToDictionary(pair => pair.Name, pair => pair.Value);
        List<string> hidden = [];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            foreach (JsonProperty property in read.EnumerateObject().Where(property => property.Name != "id"))
            {
                if (values.Remove(property.Name, out string? value))
                    json.WriteString(property.Name, value);
                else if (property.Value.ValueKind != JsonValueKind.String || !property.Value.ValueEquals(ThorJson.Mask))
                    Keep(json, property);
                else if (Fields.GetValueOrDefault(property.Name) is { } known)
                    json.WriteString(property.Name, known);
                else
                    hidden.Add(property.Name);
            }

            foreach ((string name, string? value) in values)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return (buffer.WrittenSpan.ToArray(), hidden);
    }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "ThorAccountValues";

    // As it came, to the last digit and escape.
    private static void Keep(Utf8JsonWriter json, JsonProperty property)
    {
        json.WritePropertyName(property.Name);
        json.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
    }

    private IEnumerable<(string Name, string? Value)> Changed(IReadOnlySet<string> changed)
    {
        if (changed.Contains("accountName"))
            yield return ("accountName", Name);
        if (changed.Contains("status"))
            yield return ("status", Status);
        foreach ((string name, string? value) in Fields.Where(field => changed.Contains(field.Key)))
            yield return (name, value);
    }
}

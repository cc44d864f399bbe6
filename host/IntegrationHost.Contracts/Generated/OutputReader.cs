using System.Globalization;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Reads values from a provider's JSON answer by path. What is not there, or of another type, is <c>null</c>.</summary>
public sealed class OutputReader
{
    private readonly JsonElement root;

    private OutputReader(JsonElement root) => this.root = root;

    /// <summary>Whether the body is JSON.</summary>
    public bool IsJson => root.ValueKind != JsonValueKind.Undefined;

    /// <summary>A reader of the body; of nothing if it is no JSON, or has texts that nobody can read.</summary>
    public static OutputReader Parse(ProviderResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return new OutputReader(ReadableJson.Is(response.Body.Span, document.RootElement) ? document.RootElement.Clone() : default);
        }
        catch (JsonException)
        {
            return new OutputReader(default);
        }
    }

    /// <summary>The value at a path: names joined by dots, array items by number (<c>[0]</c> at the beginning as well), <c>-1</c> being the last; the whole for the empty path. <c>null</c> if it is not there or JSON <c>null</c>.</summary>
    public JsonElement? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        JsonElement value = root;
        if (path is "" or "$" || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(path, out value)))
        {
            // A name may have a dot in it.
            return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
        }

        value = root;
        foreach (string step in path.Split('.'))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out JsonElement member))
            {
                value = member;
            }
            else if (value.ValueKind == JsonValueKind.Array && Position(step.Trim('[', ']'), value.GetArrayLength()) is { } index)
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
    }

    /// <summary>Text; of a number or boolean its JSON text.</summary>
    public string? Text(string path) => Find(path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value ? TextOf(value) : null;

    /// <summary>A whole number.</summary>
    public long? Integer(string path) => Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>A decimal number.</summary>
    public decimal? Number(string path) => Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out decimal number) ? number : null;

    /// <summary>True or false.</summary>
    public bool? Boolean(string path) => Find(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>A date and time: ISO 8601 text, or seconds since 1970-01-01 UTC.</summary>
    public DateTimeOffset? DateTime(string path) => Find(path) switch
    {
        { ValueKind: JsonValueKind.String } text when text.TryGetDateTimeOffset(out DateTimeOffset moment) => moment,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long seconds) && seconds is >= -62135596800 and <= 253402300799 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        _ => null,
    };

    /// <summary>A date (RFC 3339 full-date).</summary>
    public DateOnly? Date(string path) => Find(path) is { ValueKind: JsonValueKind.String } text
        && DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    /// <summary>Any JSON.</summary>
    public JsonElement? Any(string path) => Find(path);

    /// <summary>One of a closed set of words; <c>null</c> for a word that is not known, since providers add words.</summary>
    public T? Word<T>(string path, EnumWords<T> words)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return Text(path) is { } word ? words.Read(word) : null;
    }

    /// <summary>A typed object.</summary>
    public T? Record<T>(string path, Func<OutputReader, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Object(path) is { } value ? read(new OutputReader(value)) : null;
    }

    /// <summary>A list of typed objects or texts; items of another type are left out.</summary>
    public IReadOnlyList<T>? List<T>(string path, Func<OutputReader, T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Array(path) is { } items ? [.. items.EnumerateArray().Select(item => read(new OutputReader(item))).OfType<T>()] : null;
    }

    /// <summary>A list of numbers, booleans, dates or words; items of another type are left out.</summary>
    public IReadOnlyList<T>? List<T>(string path, Func<OutputReader, T?> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return Array(path) is { } items
            ? [.. items.EnumerateArray().Select(item => read(new OutputReader(item))).Where(item => item is not null).Select(item => item.GetValueOrDefault())]
            : null;
    }

    /// <summary>A JSON array.</summary>
    public JsonElement? Array(string path) => Find(path) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>A JSON object.</summary>
    public JsonElement? Object(string path) => Find(path) is { ValueKind: JsonValueKind.Object } value ? value : null;

    // The id of a page's last item is the cursor of some providers.
    private static int? Position(string step, int length)
    {
        if (step == "-1")
        {
            return length > 0 ? length - 1 : null;
        }

        return int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < length ? index : null;
    }

    /// <summary>Whether a value is of a JSON type.</summary>
    /// <param name="value">Value.</param>
    /// <param name="type"><c>string</c> for text that is not blank, <c>number</c>, <c>boolean</c>, <c>array</c>, <c>object</c>; another word is no type, and the answer <c>false</c>.</param>
    public static bool IsOfType(JsonElement value, string type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.String, "string") => !string.IsNullOrWhiteSpace(Whole(value)),
        (JsonValueKind.Number, "number") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") => true,
        (JsonValueKind.Array, "array") => true,
        (JsonValueKind.Object, "object") => true,
        _ => false,
    };

    /// <summary>The text of a value: a string's value, otherwise its JSON text.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();

    // The parser takes half surrogate pairs within strings; reading such a string throws. It is no text.
    private static string? Whole(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Reads a module's inputs from a JSON object by name and type. What does not fit is noted, never thrown, and never repeated.</summary>
public sealed class InputReader
{
    /// <summary>Words that a message lists; nobody reads three hundred.</summary>
    private const int MostWords = 20;

    private readonly List<InputProblem> problems;
    private readonly JsonElement root;
    private readonly string place;

    private InputReader(JsonElement root)
        : this(root, "", [])
    {
    }

    private InputReader(JsonElement root, string place, List<InputProblem> problems)
    {
        this.root = root;
        this.place = place;
        this.problems = problems;
    }

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<InputProblem> Problems => problems;

    /// <summary>A reader of the text; if it is no JSON object, that is the one problem.</summary>
    public static InputReader Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            bool usable = document.RootElement.ValueKind == JsonValueKind.Object && ReadableJson.Is(document.RootElement);
            var reader = new InputReader(usable ? document.RootElement.Clone() : default);
            if (!usable)
            {
                reader.problems.Add(new InputProblem("", "The inputs must be one JSON object, of whole Unicode characters."));
            }

            return reader;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            // ArgumentException: the text itself has half a character in it.
            var reader = new InputReader(default);
            reader.problems.Add(new InputProblem("", "The inputs are not JSON."));
            return reader;
        }
    }

    /// <summary>Text; numbers and booleans are taken as their JSON text.</summary>
    public string? Text(string name) => Read(name, "text", value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
        ? (true, OutputReader.TextOf(value))
        : (false, null));

    /// <summary>A whole number of 64 bits; also as text.</summary>
    public long? Integer(string name) => Read<long?>(name, "a whole number", value => value.ValueKind switch
    {
        JsonValueKind.Number => (value.TryGetInt64(out long number), number),
        JsonValueKind.String => (long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number), number),
        _ => (false, null),
    });

    /// <summary>A decimal number; also as text.</summary>
    public decimal? Number(string name) => Read<decimal?>(name, "a number", value => value.ValueKind switch
    {
        JsonValueKind.Number => (value.TryGetDecimal(out decimal number), number),
        JsonValueKind.String => (decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number), number),
        _ => (false, null),
    });

    /// <summary>True or false; also as text.</summary>
    public bool? Boolean(string name) => Read<bool?>(name, "true or false", value => value.ValueKind switch
    {
        JsonValueKind.True => (true, true),
        JsonValueKind.False => (true, false),
        JsonValueKind.String => (bool.TryParse(value.GetString(), out bool flag), flag),
        _ => (false, null),
    });

    /// <summary>A date and time with offset (RFC 3339).</summary>
    public DateTimeOffset? DateTime(string name) => Read<DateTimeOffset?>(name, "a date and time with offset, such as 2026-01-31T08:00:00Z", value =>
        (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _), value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset moment) ? moment : null));

    /// <summary>A date (RFC 3339 full-date).</summary>
    public DateOnly? Date(string name) => Read<DateOnly?>(name, "a date, such as 2026-01-31", value =>
        (value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null));

    /// <summary>Any JSON.</summary>
    public JsonElement? Any(string name) => Read<JsonElement?>(name, "JSON", value => (true, value));

    /// <summary>A file.</summary>
    public FilePart? File(string name) => Read(name, "a file: { \"name\", \"contentType\", \"base64\" }, or a text", ReadFile);

    /// <summary>A typed object.</summary>
    public T? Record<T>(string name, Func<InputReader, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Read(name, "a JSON object", value => value.ValueKind == JsonValueKind.Object ? (true, read(new InputReader(value, Full(name), problems))) : (false, null));
    }

    /// <summary>A list of typed objects or texts.</summary>
    public IReadOnlyList<T>? List<T>(string name, Func<InputReader, T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Read<IReadOnlyList<T>>(name, "a JSON array", value => value.ValueKind == JsonValueKind.Array
            ? (true, [.. value.EnumerateArray().Select((item, index) => read(new InputReader(item, $"{Full(name)}[{index}]", problems))).OfType<T>()])
            : (false, null));
    }

    /// <summary>A list of numbers, booleans, dates or words.</summary>
    public IReadOnlyList<T>? List<T>(string name, Func<InputReader, T?> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return Read<IReadOnlyList<T>>(name, "a JSON array", value => value.ValueKind == JsonValueKind.Array
            ? (true, [.. value.EnumerateArray().Select((item, index) => read(new InputReader(item, $"{Full(name)}[{index}]", problems))).Where(item => item is not null).Select(item => item.GetValueOrDefault())])
            : (false, null));
    }

    /// <summary>A JSON array.</summary>
    public JsonElement? Array(string name) => Read<JsonElement?>(name, "a JSON array", value => (value.ValueKind == JsonValueKind.Array, value));

    /// <summary>A JSON object.</summary>
    public JsonElement? Object(string name) => Read<JsonElement?>(name, "a JSON object", value => (value.ValueKind == JsonValueKind.Object, value));

    /// <summary>One of a closed set of words; a number or boolean is taken as its JSON text.</summary>
    public T? Word<T>(string name, EnumWords<T> words)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return Read<T?>(name, OneOf(words.Words), value =>
            value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && words.Read(OutputReader.TextOf(value)) is { } word ? (true, word) : (false, null));
    }

    /// <summary>The text as it is; if there is none, that is a problem, and the empty text stands for it.</summary>
    public string Required(string name, string? value)
    {
        NoteMissing(name, value is { Length: > 0 });
        return value ?? "";
    }

    /// <summary>The value as it is; if there is none, that is a problem, and the type's default stands for it.</summary>
    public T Required<T>(string name, T? value)
        where T : struct
    {
        NoteMissing(name, value is not null);
        return value.GetValueOrDefault();
    }

    /// <summary>The object as it is; if there is none, that is a problem, and nothing stands for it.</summary>
    public T Required<T>(string name, T? value)
        where T : class
    {
        NoteMissing(name, value is not null);
        return value!;
    }

    // What could not be read is there; it has its problem already. And inputs that are no object have only that one.
    private void NoteMissing(string name, bool given)
    {
        string full = Full(name);
        if (!given && root.ValueKind == JsonValueKind.Object && problems.TrueForAll(problem => problem.Field != full))
        {
            problems.Add(new InputProblem(full, $"'{full}' is missing. Give it a value."));
        }
    }

    private static string OneOf(IReadOnlyList<string> words) =>
        $"one of: {string.Join(", ", words.Take(MostWords).Select(word => word.Trim().Length < word.Length || word.Length == 0 ? $"\"{word}\"" : word))}{(words.Count > MostWords ? $" and {words.Count - MostWords} more" : "")}";

    private string Full(string name) => place.Length == 0 ? name : name.Length == 0 ? place : $"{place}.{name}";

    private static (bool Fits, FilePart? File) ReadFile(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return (true, new FilePart("file.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(value.GetString()!)));
        }

        bool fits = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("base64", out JsonElement content) && content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out _);
        if (!fits)
        {
            return (false, null);
        }

        string? TextAt(string name) => value.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return (true, new FilePart(TextAt("name") ?? "file", TextAt("contentType") ?? "application/octet-stream", value.GetProperty("base64").GetBytesFromBase64()));
    }

    private T? Read<T>(string name, string form, Func<JsonElement, (bool Fits, T? Value)> read)
    {
        JsonElement value = root;
        if (name.Length > 0 && (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out value)))
        {
            return default;
        }

        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return default;
        }

        (bool fits, T? result) = read(value);
        if (!fits)
        {
            string full = Full(name);
            problems.Add(new InputProblem(full, $"'{full}' must be {form}."));
            return default;
        }

        return result;
    }
}

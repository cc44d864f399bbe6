using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Puts a module's inputs on a request: path, query, headers, JSON or form body. Values that are <c>null</c> are left out.</summary>
public sealed class RequestBuilder
{
    private readonly string method;
    private readonly List<KeyValuePair<string, string>> query;
    private readonly List<KeyValuePair<string, string>> headers = [];
    private readonly List<KeyValuePair<string, JsonElement>> body = [];
    private string path;

    /// <summary>A request without inputs.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with <c>{name}</c> placeholders, and a fixed query if it has one. What no input fills, the host fills from the account.</param>
    public RequestBuilder(string method, string path)
    {
        this.method = method;
        (this.path, IReadOnlyList<KeyValuePair<string, string>> fixedQuery) = RequestPath.Split(path);
        query = [.. fixedQuery];
    }

    /// <summary>Fills a placeholder of the path; the value is percent-encoded, so it stays one segment.</summary>
    public RequestBuilder Path(string name, object? value)
    {
        // A segment of dots alone would walk up the path, and no encoding keeps servers from reading it so.
        string text = Uri.EscapeDataString(Text(value));
        path = path.Replace($"{{{name}}}", text is "." or ".." ? text.Replace(".", "%2E", StringComparison.Ordinal) : text, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Adds a query parameter; of an array each item.</summary>
    public RequestBuilder Query(string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case JsonElement { ValueKind: JsonValueKind.Array } array:
                query.AddRange(array.EnumerateArray().Select(item => KeyValuePair.Create(name, OutputReader.TextOf(item))));
                break;
            default:
                query.Add(KeyValuePair.Create(name, Text(value)));
                break;
        }

        return this;
    }

    /// <summary>Adds a header.</summary>
    public RequestBuilder Header(string name, object? value)
    {
        if (value is not null)
        {
            headers.Add(KeyValuePair.Create(name, Text(value)));
        }

        return this;
    }

    /// <summary>Adds a property of the body.</summary>
    public RequestBuilder Body(string name, object? value)
    {
        if (value is not null)
        {
            body.Add(KeyValuePair.Create(name, value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, value.GetType())));
        }

        return this;
    }

    /// <summary>The request with a JSON object as its body.</summary>
    public ProviderRequest Json()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, JsonElement value) in body)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Request("application/json", buffer.WrittenMemory);
    }

    /// <summary>The request with a form as its body: arrays as <c>name[0]</c>, objects as <c>name[key]</c>, the way Stripe and others read it.</summary>
    public ProviderRequest Form()
    {
        var form = new StringBuilder();
        foreach ((string name, JsonElement value) in body)
        {
            AppendForm(form, name, value);
        }

        return Request("application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(form.ToString()));
    }

    /// <summary>The request without a body.</summary>
    public ProviderRequest None() => Request(null, default);

    private static void AppendForm(StringBuilder form, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    AppendForm(form, $"{name}[{property.Name}]", property.Value);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    AppendForm(form, $"{name}[{index++}]", item);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                form.Append(form.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(OutputReader.TextOf(value)));
                break;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        JsonElement element => OutputReader.TextOf(element),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private ProviderRequest Request(string? contentType, ReadOnlyMemory<byte> content) => new()
    {
        Method = method,
        Path = path,
        Query = query,
        Headers = headers,
        ContentType = contentType,
        Body = content,
    };
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Puts a module's inputs on a request: path, query, headers, JSON or form body. Values that are <c>null</c> are left out.</summary>
public sealed class RequestBuilder
{
    internal const string JsonType = "application/json";

    private const string Whole = "$";
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly string method;
    private readonly List<KeyValuePair<string, string>> query;
    private readonly List<KeyValuePair<string, string>> headers = [];
    private readonly List<KeyValuePair<string, string>> cookies = [];
    private readonly List<KeyValuePair<string, JsonElement>> body = [];
    private readonly List<KeyValuePair<string, FilePart>> files = [];
    private string path;
    private string? server;

    /// <summary>A request without inputs.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with <c>{name}</c> placeholders, and a fixed query if it has one. What no input fills, the host fills from the account.</param>
    public RequestBuilder(string method, string path)
    {
        this.method = method;
        (this.path, IReadOnlyList<KeyValuePair<string, string>> fixedQuery) = RequestPath.Split(path);
        query = [.. fixedQuery];
    }

    /// <summary>Sends it below one of the provider's further addresses instead of the base URL.</summary>
    public RequestBuilder Server(string name)
    {
        server = name;
        return this;
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
            case System.Collections.IEnumerable items and not string:
                query.AddRange(items.Cast<object?>().Select(item => KeyValuePair.Create(name, Text(item))));
                break;
            default:
                query.Add(KeyValuePair.Create(name, Text(value)));
                break;
        }

        return this;
    }

    /// <summary>Adds a header.</summary>
    /// <exception cref="ChannelException">The value has characters that headers cannot have, such as the end of a line.</exception>
    public RequestBuilder Header(string name, object? value)
    {
        if (value is null)
            return this;

        string text = Text(value);
        if (!text.All(character => character is '\t' or (>= ' ' and <= '~')))
            throw new ChannelException(ChannelErrorCodes.Refused, $"The call to the provider was not made: the input for the header {name} has characters that headers cannot have. Give printable ASCII in one line.");
        headers.Add(KeyValuePair.Create(name, text));
        return this;
    }

    /// <summary>Adds a cookie; what cookies cannot hold is percent-encoded (RFC 6265, section 4.1.1).</summary>
    public RequestBuilder Cookie(string name, object? value)
    {
        if (value is not null)
        {
            cookies.Add(KeyValuePair.Create(name, Uri.EscapeDataString(Text(value))));
        }

        return this;
    }

    /// <summary>Adds a property of the body. Under the name <c>$</c> an object's own properties are added: it is the body, or a part of it.</summary>
    public RequestBuilder Body(string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case FilePart file:
                files.Add(KeyValuePair.Create(name, file));
                break;
            default:
                JsonElement element = OutputWriter.Element(value);
                if (name == Whole && element.ValueKind == JsonValueKind.Object)
                    body.AddRange(element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)));
                else
                    body.Add(KeyValuePair.Create(name, element));
                break;
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

        return Request(JsonType, buffer.WrittenMemory);
    }

    /// <summary>The request with a form as its body: arrays as <c>name[0]</c>, objects as <c>name[key]</c>, the way Stripe and others read it.</summary>
    public ProviderRequest Form() => Form(body);

    /// <summary>The request with a form as its body in which an array is its name as often as it has items, the way Twilio and HTML forms do it.</summary>
    public ProviderRequest RepeatedForm() => Form(body.SelectMany(pair => pair.Value.ValueKind == JsonValueKind.Array
        ? pair.Value.EnumerateArray().Select(item => KeyValuePair.Create(pair.Key, item))
        : [pair]));

    private ProviderRequest Form(IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var form = new StringBuilder();
        foreach ((string name, JsonElement value) in fields)
        {
            AppendForm(form, name, value);
        }

        return Request(FormType, Encoding.ASCII.GetBytes(form.ToString()));
    }

    /// <summary>The request with a body of parts (RFC 7578): a file is a part of its own, objects and arrays are parts of JSON, everything else is text.</summary>
    public ProviderRequest Multipart()
    {
        // No part can hold a boundary that was made after it.
        string boundary = "ih-" + Guid.NewGuid().ToString("N");
        var buffer = new ArrayBufferWriter<byte>();
        void Part(string name, string? fileName, string? contentType, ReadOnlySpan<byte> content)
        {
            string file = fileName is null ? "" : $"; filename=\"{Quoted(fileName)}\"";
            string type = contentType is null ? "" : $"\r\nContent-Type: {contentType}";
            buffer.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(name)}\"{file}{type}\r\n\r\n"));
            buffer.Write(content);
            buffer.Write("\r\n"u8);
        }

        foreach ((string name, JsonElement value) in body)
        {
            Part(name, null, value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? JsonType : null, Encoding.UTF8.GetBytes(OutputReader.TextOf(value)));
        }

        foreach ((string name, FilePart file) in files)
        {
            Part(name, file.Name, IsMediaType(file.ContentType) ? file.ContentType : "application/octet-stream", file.Content.Span);
        }

        buffer.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return Request($"multipart/form-data; boundary={boundary}", buffer.WrittenMemory);
    }

    /// <summary>The request without a body.</summary>
    public ProviderRequest None() => Request(null, default);

    /// <summary>A body in which one property has another value.</summary>
    internal static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string? contentType, string name, string value, bool isText)
    {
        if (contentType != JsonType)
        {
            IEnumerable<string> others = Encoding.ASCII.GetString(body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => Uri.UnescapeDataString(pair.Split('=')[0]) != name);
            return Encoding.ASCII.GetBytes(string.Join('&', [.. others, $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"]));
        }

        using var document = JsonDocument.Parse(body);
        var writer = new OutputWriter();
        foreach (JsonProperty property in document.RootElement.EnumerateObject().Where(property => property.Name != name))
        {
            writer.Add(property.Name, property.Value);
        }

        return Encoding.UTF8.GetBytes(writer.Add(name, isText ? value : long.Parse(value, CultureInfo.InvariantCulture)).ToJson());
    }

    /// <summary>A value of a form; <c>null</c> if it is not there.</summary>
    internal static string? FormValue(ReadOnlySpan<byte> form, string name) => Encoding.ASCII.GetString(form).Split('&')
        .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2 && Uri.UnescapeDataString(pair[0]) == name).Select(pair => Uri.UnescapeDataString(pair[1])).LastOrDefault();

    // HTML's way: a quote or line break would end the name.
    private static string Quoted(string text) => text.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static bool IsMediaType(string text) => text.Length is > 2 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '+' or '-') && text.Count(c => c == '/') == 1;

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
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IModuleRecord record => record.ToJson(),
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        JsonElement element => OutputReader.TextOf(element),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private ProviderRequest Request(string? contentType, ReadOnlyMemory<byte> content) => new()
    {
        Method = method,
        Server = server,
        Path = path,
        Query = query,
        Headers = headers,
        Cookies = cookies,
        ContentType = contentType,
        Body = content,
    };
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.TestVendors;

/// <summary>
/// Google's Gemini Developer API: keys in <c>x-goog-api-key</c>, google.rpc.Status errors, page tokens, event streams, resumable uploads.
/// A key with the scope <c>blocked</c> is one whose restrictions forbid the API.
/// </summary>
public sealed class GeminiVendor : Vendor
{
    private const string Restricted = "blocked";

    private static readonly string[] Models = ["gemini-2.5-flash", "gemini-2.5-pro", "gemini-embedding-001"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Name, string Type)> uploads = new(StringComparer.Ordinal);
    private readonly List<string> files = [];

    private GeminiVendor()
        : base("")
    {
    }

    /// <summary>Contents of the files that were uploaded, in order.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            lock (gate)
                return [.. files];
        }
    }

    /// <summary>Whether a stream breaks off before its last event; <c>false</c> by default.</summary>
    public bool CutsStreams { get; set; }

    /// <summary>Starts the server.</summary>
    public static Task<GeminiVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new GeminiVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override string? PresentedKey(IHeaderDictionary headers) => headers.TryGetValue("x-goog-api-key", out var key) ? key.ToString() : null;

    /// <inheritdoc/>
    private protected override VendorReply TooMany() =>
        Error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = "17s" });

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        if (call.Credential is null)
            return Error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without established identity).");
        if (call.Key is null or { Revoked: true })
            return Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", Info("API_KEY_INVALID"));
        if (call.Key.Scopes.Contains(Restricted, StringComparer.Ordinal))
            return Error(403, "PERMISSION_DENIED", "Requests to this API are blocked.", Info("API_KEY_SERVICE_BLOCKED"));

        return call.Operation switch
        {
            "GET /v1beta/models" => List(call),
            "POST /upload/v1beta/files" => Upload(call),
            _ => ForModel(call),
        };
    }

    private static VendorReply List(VendorCall call)
    {
        if (!int.TryParse(call.Query("pageSize") ?? "50", NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size is < 1 or > 1000)
            return Invalid("page_size must be between 1 and 1000");
        if (!int.TryParse(call.Query("pageToken") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out int start) || start >= Models.Length)
            return Invalid("The page token is not valid");

        int end = Math.Min(Models.Length, start + size);
        JsonNode[] page = [.. Models[start..end].Select(name => new JsonObject { ["name"] = "models/" + name, ["displayName"] = name, ["inputTokenLimit"] = 1048576 })];
        var body = new JsonObject { ["models"] = new JsonArray(page) };
        if (end < Models.Length)
            body["nextPageToken"] = end.ToString(CultureInfo.InvariantCulture);
        return new VendorReply(200, body);
    }

    private VendorReply ForModel(VendorCall call)
    {
        string[] parts = call.Request.Path.Split(':');
        if (call.Request.Method != "POST" || parts.Length != 2 || !parts[0].StartsWith("/v1beta/models/", StringComparison.Ordinal))
            return Error(404, "NOT_FOUND", "Requested entity was not found.");

        string model = parts[0]["/v1beta/models/".Length..];
        if (!Models.Contains(model, StringComparer.Ordinal))
            return Error(404, "NOT_FOUND", $"models/{model} is not found for API version v1beta.");
        if (call.ContentType != "application/json" || Parse(call.Request.Body) is not { } body)
            return Invalid("Invalid JSON payload received.");

        return parts[1] switch
        {
            "generateContent" => Said(body) is { } said ? new VendorReply(200, Chunk("You said: " + said, "STOP", said.Length)) : Invalid("* GenerateContentRequest.contents: contents is not specified"),
            "streamGenerateContent" => Said(body) is { } said ? Stream(call, said) : Invalid("* GenerateContentRequest.contents: contents is not specified"),
            "countTokens" => Said(body) is { } said ? new VendorReply(200, new JsonObject { ["totalTokens"] = said.Length }) : Invalid("contents is not specified"),
            "embedContent" => TextOf(body["content"]) is { } text ? new VendorReply(200, new JsonObject { ["embedding"] = Vector(text, body) }) : Invalid("content is required"),
            "batchEmbedContents" => Batch(model, body),
            _ => Error(404, "NOT_FOUND", "Requested entity was not found."),
        };
    }

    private VendorReply Stream(VendorCall call, string said)
    {
        if (call.Query("alt") != "sse")
            return Invalid("alt must be sse");

        string first = Event(Chunk("You ", null, said.Length)) + Event(Chunk("said: ", null, said.Length));
        string text = CutsStreams ? first : first + Event(Chunk(said, "STOP", said.Length));
        return new VendorReply(200, new JsonObject()) { Text = text, ContentType = "text/event-stream" };
    }

    private static VendorReply Batch(string model, JsonObject body)
    {
        if (body["requests"] is not JsonArray { Count: > 0 } requests)
            return Invalid("requests is required");
        if (requests.Any(item => item?["model"]?.ToString() != "models/" + model))
            return Invalid("model of a request must be the model of the batch");

        JsonNode[] vectors = [.. requests.Select(item => Vector(TextOf(item!["content"]) ?? "", item.AsObject()))];
        return new VendorReply(200, new JsonObject { ["embeddings"] = new JsonArray(vectors) });
    }

    private VendorReply Upload(VendorCall call)
    {
        lock (gate)
        {
            if (call.Header("X-Goog-Upload-Command") == "start" && call.Header("X-Goog-Upload-Protocol") == "resumable")
            {
                string id = "up" + (uploads.Count + 1).ToString(CultureInfo.InvariantCulture);
                uploads[id] = (Parse(call.Request.Body)?["file"]?["displayName"]?.ToString() ?? "", call.Header("X-Goog-Upload-Header-Content-Type") ?? "");
                return new VendorReply(200, new JsonObject()) { Text = "" }
                    .With("X-Goog-Upload-Status", "active").With("X-Goog-Upload-URL", $"{BaseUrl}/upload/v1beta/files?upload_id={id}&upload_protocol=resumable");
            }

            bool known = uploads.TryGetValue(call.Query("upload_id") ?? "", out (string Name, string Type) upload);
            if (!known || call.Header("X-Goog-Upload-Command") != "upload, finalize" || call.Header("X-Goog-Upload-Offset") != "0")
                return Invalid("The upload is not known, or its command is not");

            files.Add(call.Request.Body);
            var file = new JsonObject
            {
                ["name"] = "files/f" + files.Count.ToString(CultureInfo.InvariantCulture),
                ["displayName"] = upload.Name,
                ["mimeType"] = upload.Type,
                ["uri"] = $"{BaseUrl}/v1beta/files/f{files.Count}",
                ["state"] = "ACTIVE",
                ["expirationTime"] = "2026-01-03T00:00:00Z",
            };
            return new VendorReply(200, new JsonObject { ["file"] = file });
        }
    }

    private static string Event(JsonNode chunk) => $"data: {chunk.ToJsonString()}\r\n\r\n";

    private static JsonObject Chunk(string text, string? finish, int promptTokens)
    {
        var candidate = new JsonObject { ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(new JsonObject { ["text"] = text }) }, ["index"] = 0 };
        if (finish is not null)
            candidate["finishReason"] = finish;
        return new JsonObject
        {
            ["candidates"] = new JsonArray(candidate),
            ["usageMetadata"] = new JsonObject { ["promptTokenCount"] = promptTokens, ["totalTokenCount"] = promptTokens + text.Length },
        };
    }

    private static JsonObject Vector(string text, JsonObject request)
    {
        int length = (int?)request["outputDimensionality"] ?? 3;
        return new JsonObject { ["values"] = new JsonArray([.. Enumerable.Range(0, length).Select(at => (JsonNode)(at < text.Length ? text[at] / 128.0 : 0.0))]) };
    }

    private static string? Said(JsonObject body) => body["contents"] is JsonArray { Count: > 0 } contents ? TextOf(contents[^1]) : null;

    private static string? TextOf(JsonNode? content) => (content as JsonObject)?["parts"] is JsonArray { Count: > 0 } parts ? string.Concat(parts.Select(part => part?["text"]?.ToString())) : null;

    private static JsonObject Info(string reason) =>
        new() { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = reason, ["domain"] = "googleapis.com", ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" } };

    private static VendorReply Invalid(string message) => Error(400, "INVALID_ARGUMENT", message);

    private static VendorReply Error(int status, string word, string message, JsonObject? detail = null)
    {
        var error = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = word };
        if (detail is not null)
            error["details"] = new JsonArray(detail);
        return new VendorReply(status, new JsonObject { ["error"] = error });
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

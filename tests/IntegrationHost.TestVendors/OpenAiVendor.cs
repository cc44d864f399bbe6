using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>OpenAI's API: project and admin keys, restricted keys with scopes, error envelopes, JSON bodies. A key without scopes may do everything.</summary>
public sealed class OpenAiVendor : Vendor
{
    private static readonly string[] Models = ["gpt-4.1-mini", "gpt-4o-mini-transcribe", "gpt-image-1", "omni-moderation-latest", "text-embedding-3-small"];

    private readonly OpenAiFiles files = new();

    private OpenAiVendor()
        : base("/v1")
    {
    }

    /// <summary>Whether the account has run out of credit: calls that cost something are refused. <c>false</c> by default.</summary>
    public bool OutOfCredit { get; set; }

    /// <summary>The organization that keys belong to; another one in the header is refused.</summary>
    public string OrganizationId { get; set; } = "org-EXAMPLE";

    /// <summary>Starts the server.</summary>
    public static Task<OpenAiVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new OpenAiVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() =>
        Error(429, "Rate limit reached for requests", "requests", "rate_limit_exceeded").With("Retry-After", "20");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        if (call.Credential is null)
            return Error(401, "You didn't provide an API key.", "invalid_request_error", null);
        if (call.Key is null or { Revoked: true })
            return Error(401, "Incorrect API key provided: " + Masked(call.Credential) + ".", "invalid_request_error", "invalid_api_key");
        if (call.Header("OpenAI-Organization") is { } organization && organization != OrganizationId)
            return Error(401, "OpenAI-Organization header should match organization for API key", "invalid_request_error", "mismatched_organization");

        VendorReply reply = call.Operation switch
        {
            "GET /models" => Needs(call.Key, "api.model.read") ?? List([.. Models.Select(id => new JsonObject { ["id"] = id, ["object"] = "model" })]),
            "GET /me" => WhoAmI(),
            "POST /chat/completions" => Run(call, "model.request", Chat),
            "POST /responses" => Run(call, "api.responses.write", Respond),
            "POST /embeddings" => Run(call, "model.request", Embed),
            "POST /moderations" => Run(call, "model.request", Moderate),
            "POST /images/generations" => Run(call, "model.request", Draw),
            "POST /audio/transcriptions" => Transcribe(call),
            { } operation when operation.Split(' ')[1].StartsWith("/organization/", StringComparison.Ordinal) => NeedsAdmin(call.Key) ?? OpenAiOrganization.Answer(call) ?? Unknown(call),
            _ when IsAdmin(call.Key) => Missing("api.files.read"),
            _ => files.Answer(call) ?? Unknown(call),
        };
        return reply.With("openai-organization", "example-inc").With("x-request-id", "req_EXAMPLE");
    }

    private static VendorReply Unknown(VendorCall call) => Error(404, $"Invalid URL ({call.Request.Method} /v1{call.Request.Path})", "invalid_request_error", null);

    private VendorReply WhoAmI()
    {
        var organization = new JsonObject { ["object"] = "organization", ["id"] = OrganizationId, ["title"] = "Example Inc", ["role"] = "owner" };
        return new VendorReply(200, new JsonObject
        {
            ["object"] = "user",
            ["id"] = "user-EXAMPLE",
            ["name"] = "Ada Example",
            ["orgs"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(organization) },
        });
    }

    private VendorReply Run(VendorCall call, string scope, Func<JsonObject, VendorReply> answer)
    {
        if (IsAdmin(call.Key!) || Needs(call.Key!, scope) is not null)
            return Missing(scope);
        if (call.ContentType != "application/json")
            return Error(400, "Unsupported content type. Use application/json.", "invalid_request_error", "unsupported_content_type");
        if (Parse(call.Request.Body) is not { } body)
            return Error(400, "We could not parse the JSON body of your request.", "invalid_request_error", null);
        if (body["model"]?.ToString() is not { } model)
            return Error(400, "you must provide a model parameter", "invalid_request_error", "missing_required_parameter");
        if (!Models.Contains(model, StringComparer.Ordinal))
            return Error(404, "The model does not exist or you do not have access to it.", "invalid_request_error", "model_not_found");

        return OutOfCredit ? NoCredit() : answer(body);
    }

    private static VendorReply Chat(JsonObject body)
    {
        if (body["messages"] is not JsonArray { Count: > 0 } messages || messages.Any(message => message?["role"] is null))
            return Error(400, "Invalid 'messages'.", "invalid_request_error", "invalid_value");

        string said = messages[^1]!["content"]?.ToString() ?? "";
        var message = new JsonObject { ["role"] = "assistant", ["content"] = "You said: " + said };
        var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = "stop" };
        return new VendorReply(200, new JsonObject
        {
            ["id"] = "chatcmpl-EXAMPLE",
            ["object"] = "chat.completion",
            ["model"] = body["model"]!.ToString(),
            ["choices"] = new JsonArray(choice),
            ["usage"] = Usage(said.Length),
        });
    }

    private static VendorReply Respond(JsonObject body)
    {
        if (body["input"] is not JsonValue input)
            return Error(400, "Missing required parameter: 'input'.", "invalid_request_error", "missing_required_parameter");

        var text = new JsonObject { ["type"] = "output_text", ["text"] = "You said: " + input };
        return new VendorReply(200, new JsonObject
        {
            ["id"] = "resp_EXAMPLE",
            ["object"] = "response",
            ["status"] = "completed",
            ["output"] = new JsonArray(new JsonObject { ["type"] = "message", ["role"] = "assistant", ["content"] = new JsonArray(text) }),
            ["usage"] = Usage(input.ToString().Length),
        });
    }

    private static VendorReply Embed(JsonObject body)
    {
        if (body["input"]?.ToString() is not { Length: > 0 } input)
            return Error(400, "'input' is required.", "invalid_request_error", "missing_required_parameter");

        var item = new JsonObject { ["object"] = "embedding", ["index"] = 0, ["embedding"] = new JsonArray(0.25, -0.5, 0.75) };
        VendorReply reply = List([item]);
        reply.Body["model"] = body["model"]!.ToString();
        reply.Body["usage"] = Usage(input.Length);
        return reply;
    }

    private static VendorReply Moderate(JsonObject body)
    {
        if (body["input"]?.ToString() is not { Length: > 0 } input)
            return Error(400, "'input' is required.", "invalid_request_error", "missing_required_parameter");

        bool harmful = input.Contains("harm", StringComparison.OrdinalIgnoreCase);
        var result = new JsonObject
        {
            ["flagged"] = harmful,
            ["categories"] = new JsonObject { ["violence"] = harmful },
            ["category_scores"] = new JsonObject { ["violence"] = harmful ? 0.9 : 0.1 },
        };
        return new VendorReply(200, new JsonObject { ["id"] = "modr-EXAMPLE", ["model"] = body["model"]!.ToString(), ["results"] = new JsonArray(result) });
    }

    private static VendorReply Draw(JsonObject body) => body["prompt"]?.ToString() is not { Length: > 0 }
        ? Error(400, "Missing required parameter: 'prompt'.", "invalid_request_error", "missing_required_parameter")
        : new VendorReply(200, new JsonObject { ["created"] = 1_760_000_000, ["data"] = new JsonArray(new JsonObject { ["b64_json"] = "aW1hZ2U=" }) });

    private VendorReply Transcribe(VendorCall call)
    {
        if (IsAdmin(call.Key!) || Needs(call.Key!, "model.request") is not null)
            return Missing("model.request");

        Dictionary<string, string> parts = call.Parts();
        if (!parts.TryGetValue("file", out string? recording) || !parts.ContainsKey("file.filename"))
            return Error(400, "Missing required parameter: 'file'.", "invalid_request_error", "missing_required_parameter");
        if (!parts.TryGetValue("model", out string? model) || !Models.Contains(model, StringComparer.Ordinal))
            return Error(404, "The model does not exist or you do not have access to it.", "invalid_request_error", "model_not_found");

        return OutOfCredit ? NoCredit() : new VendorReply(200, new JsonObject { ["text"] = "Heard: " + recording });
    }

    private static VendorReply NoCredit() => Error(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota");

    private static JsonObject Usage(int tokens) => new() { ["total_tokens"] = tokens };

    internal static VendorReply List(JsonNode[] items) => new(200, new JsonObject { ["object"] = "list", ["data"] = new JsonArray(items) });

    /// <summary>A page of a list: <c>after</c> names the item before it, <c>limit</c> says how long it is.</summary>
    internal static VendorReply Page(VendorCall call, JsonObject[] items)
    {
        int limit = int.TryParse(call.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 20;
        JsonObject[] rest = call.Query("after") is { } after ? [.. items.SkipWhile(item => item["id"]!.ToString() != after).Skip(1)] : items;
        JsonObject[] page = [.. rest.Take(limit).Select(item => item.DeepClone().AsObject())];
        VendorReply reply = List(page);
        reply.Body["first_id"] = page.FirstOrDefault()?["id"]?.ToString();
        reply.Body["last_id"] = page.LastOrDefault()?["id"]?.ToString();
        reply.Body["has_more"] = rest.Length > limit;
        return reply;
    }

    private static bool IsAdmin(VendorKey key) => key.Value.StartsWith("sk-admin-", StringComparison.Ordinal);

    private static VendorReply? NeedsAdmin(VendorKey key) => IsAdmin(key) ? null : Missing("api.management.read");

    private static VendorReply? Needs(VendorKey key, string scope) =>
        key.Scopes.Count == 0 || key.Scopes.Contains(scope, StringComparer.Ordinal) ? null : Missing(scope);

    private static VendorReply Missing(string scope) =>
        Error(403, $"You have insufficient permissions for this operation. Missing scopes: {scope}.", "invalid_request_error", null);

    internal static VendorReply Error(int status, string message, string type, string? code) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code } });

    private static string Masked(string key) => key.Length < 12 ? "****" : key[..7] + "****" + key[^4..];

    internal static JsonObject? Parse(string body)
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

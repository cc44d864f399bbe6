using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>Incoming webhooks at <see cref="SlackVendor"/>: words instead of JSON.</summary>
/// <param name="known">What the vendor knows of a key.</param>
internal sealed class SlackWebhooks(Func<string?, VendorKey?> known)
{
    /// <summary>Beginning of every address.</summary>
    public const string Host = "https://hooks.slack.com";

    /// <summary>Texts that were posted, in order.</summary>
    public List<string> Posted { get; } = [];

    /// <summary>The answer to a call of a webhook's address.</summary>
    public VendorReply Answer(VendorCall call)
    {
        if (known(Host + call.Request.Path) is not { } key)
            return Words(403, "invalid_token");
        if (key.Revoked)
            return Words(404, "no_service");
        if (OpenAiVendor.Parse(call.Request.Body) is not { } message || call.ContentType != "application/json")
            return Words(400, "invalid_payload");
        if (message["blocks"] is { } blocks and not JsonArray)
            return Words(400, "invalid_blocks");
        if (message["text"]?.ToString() is not { Length: > 0 } text)
            return Words(400, "no_text");
        if (key.Scopes.Contains("prohibited", StringComparer.Ordinal))
            return Words(403, "action_prohibited");

        Posted.Add(text);
        return Words(200, "ok");
    }

    private static VendorReply Words(int status, string words) => new(status, new JsonObject()) { Text = words, ContentType = "text/html; charset=utf-8" };
}

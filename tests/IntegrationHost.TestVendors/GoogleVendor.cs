using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>
/// Google: token endpoint (refresh tokens and service accounts with delegation), tokeninfo, Gmail and Calendar. A key is a refresh token, or a service account's address;
/// its scopes are those of the grant, and without any it has the product's full scope.
/// </summary>
public sealed class GoogleVendor : Vendor
{
    public const string ClientId = "000000000000-example.apps.googleusercontent.com";
    public const string ClientSecret = "GOCSPX-localEXAMPLE";
    public const string Robot = "robot@example.iam.gserviceaccount.com";
    public const string Person = "ops@example.com";

    private const string Auth = "https://www.googleapis.com/auth/";

    private readonly RSA robotKey = RSA.Create(2048);
    private readonly Dictionary<string, (string Key, string[] Scopes)> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> events = new(StringComparer.Ordinal);
    private readonly Lock one = new();
    private readonly string fullScope;
    private int made;

    private GoogleVendor(string prefix, string fullScope)
        : base(prefix) => this.fullScope = fullScope;

    /// <summary>How many access tokens were given.</summary>
    public int TokensGiven { get; private set; }

    /// <summary>Whether the API is off in the client's project; <c>false</c> by default.</summary>
    public bool ApiDisabled { get; set; }

    /// <summary>The service account's key file.</summary>
    public string ServiceAccountKey => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "example",
        ["private_key_id"] = "keyEXAMPLE",
        ["private_key"] = robotKey.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = Robot,
        ["token_uri"] = "https://oauth2.googleapis.com/token",
    }.ToJsonString();

    /// <summary>Starts Gmail.</summary>
    public static Task<GoogleVendor> StartGmailAsync(CancellationToken cancellationToken) => StartAsync(new GoogleVendor("", Auth + "gmail.modify"), cancellationToken);

    /// <summary>Starts Google Calendar.</summary>
    public static Task<GoogleVendor> StartCalendarAsync(CancellationToken cancellationToken) => StartAsync(new GoogleVendor("/calendar/v3", Auth + "calendar"), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => Error(429, "RESOURCE_EXHAUSTED", "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'.");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        lock (one)
        {
            if (call.Operation == "POST /token")
                return Token(call);
            if (call.Operation == "POST /tokeninfo")
                return TokenInfo(call.Form()["access_token"].ToString());
            if (call.Credential is null || !tokens.TryGetValue(call.Credential, out (string Key, string[] Scopes) token) || Known(token.Key) is null or { Revoked: true })
                return Error(401, "UNAUTHENTICATED", "authError", "Request had invalid authentication credentials.");
            if (ApiDisabled)
                return Error(403, "PERMISSION_DENIED", "accessNotConfigured", "API has not been used in project 1 before or it is disabled.", "SERVICE_DISABLED");

            return call.Request.Path.StartsWith("/gmail/v1/users/", StringComparison.Ordinal) ? Gmail(call, token.Scopes) : Calendar(call, token.Scopes);
        }
    }

    private VendorReply Token(VendorCall call)
    {
        Dictionary<string, StringValues> form = call.Form();
        string grant = form.GetValueOrDefault("grant_type").ToString();
        (string? key, VendorReply? refusal) = grant switch
        {
            "refresh_token" => Refresh(form),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Assertion(form.GetValueOrDefault("assertion").ToString()),
            _ => (null, OAuthError(400, "unsupported_grant_type", "Invalid grant_type: " + grant)),
        };
        if (refusal is not null)
            return refusal;

        string token = $"ya29.given-{++made}-EXAMPLE";
        string[] scopes = Known(key) is { Scopes.Count: > 0 } known ? [.. known.Scopes] : [fullScope];
        tokens[token] = (key!, scopes);
        TokensGiven++;
        return new VendorReply(200, new JsonObject { ["access_token"] = token, ["expires_in"] = 3599, ["scope"] = string.Join(' ', scopes), ["token_type"] = "Bearer" });
    }

    private (string? Key, VendorReply? Refusal) Refresh(Dictionary<string, StringValues> form)
    {
        if (form.GetValueOrDefault("client_id") != ClientId || form.GetValueOrDefault("client_secret") != ClientSecret)
            return (null, OAuthError(401, "invalid_client", "The OAuth client was not found."));

        string key = form.GetValueOrDefault("refresh_token").ToString();
        return Known(key) is null or { Revoked: true } ? (null, OAuthError(400, "invalid_grant", "Token has been expired or revoked.")) : (key, null);
    }

    private (string? Key, VendorReply? Refusal) Assertion(string jwt)
    {
        string[] parts = jwt.Split('.');
        if (parts.Length != 3 || !robotKey.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return (null, OAuthError(400, "invalid_grant", "Invalid JWT Signature."));

        JsonNode header = JsonNode.Parse(Decode(parts[0]))!;
        JsonNode claims = JsonNode.Parse(Decode(parts[1]))!;
        long lives = (long)claims["exp"]! - (long)claims["iat"]!;
        if (header["alg"]!.ToString() != "RS256" || lives is <= 0 or > 3600 || claims["aud"]!.ToString() != "https://oauth2.googleapis.com/token")
            return (null, OAuthError(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."));
        if (claims["sub"]?.ToString() != Person)
            return (null, OAuthError(400, "invalid_grant", "Invalid email or User ID"));

        string issuer = claims["iss"]!.ToString();
        return claims["scope"] is null || Known(issuer) is null or { Revoked: true }
            ? (null, OAuthError(400, "invalid_grant", "Invalid grant: account not found"))
            : (issuer, null);
    }

    private VendorReply TokenInfo(string token) => tokens.TryGetValue(token, out (string Key, string[] Scopes) known)
        ? new VendorReply(200, new JsonObject
        {
            ["azp"] = ClientId,
            ["aud"] = ClientId,
            ["scope"] = string.Join(' ', known.Scopes),
            ["exp"] = "1793600000",
            ["expires_in"] = "3599",
            ["email"] = Person,
            ["access_type"] = "offline",
        })
        : new VendorReply(400, new JsonObject { ["error"] = "invalid_token", ["error_description"] = "Invalid Value" });

    private static VendorReply Gmail(VendorCall call, string[] scopes)
    {
        string[] path = call.Request.Path["/gmail/v1/users/".Length..].Split('/');
        if (path[0] is not ("me" or "ops%40example.com" or Person))
            return Error(403, "PERMISSION_DENIED", "forbidden", "Delegation denied for " + Person);

        JsonObject body = Parse(call.Request.Body);
        return (call.Request.Method, path[1..]) switch
        {
            ("GET", ["profile"]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.compose", "gmail.metadata")
                ?? Ok(new JsonObject { ["emailAddress"] = Person, ["messagesTotal"] = 2, ["threadsTotal"] = 2, ["historyId"] = "1234" }),
            ("POST", ["messages", "send"]) => Needs(scopes, "gmail.modify", "gmail.compose", "gmail.send")
                ?? (body["raw"] is { } raw && IsBase64Url(raw.ToString()) ? Ok(Message("m9")) : Error(400, "INVALID_ARGUMENT", "invalidArgument", "'raw' RFC822 payload message string or uploading message via /upload/* URL required")),
            ("GET", ["messages"]) => Needs(scopes, "gmail.modify", "gmail.readonly") ?? Page(call, "messages", ["m1", "m2", "m3"], id => new JsonObject { ["id"] = id, ["threadId"] = "t1" }),
            ("GET", ["messages", var id]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.metadata") ?? (id.StartsWith('m') ? Ok(Message(id)) : Error(404, "NOT_FOUND", "notFound", "Requested entity was not found.")),
            ("POST", ["messages", var id, "modify"]) => Needs(scopes, "gmail.modify") ?? Ok(new JsonObject { ["id"] = id, ["labelIds"] = body["addLabelIds"]?.DeepClone() ?? new JsonArray() }),
            ("POST", ["drafts"]) => Needs(scopes, "gmail.modify", "gmail.compose") ?? Ok(new JsonObject { ["id"] = "d1", ["message"] = Message("m7") }),
            ("GET", ["labels"]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.labels", "gmail.metadata") ?? Ok(new JsonObject { ["labels"] = new JsonArray(new JsonObject { ["id"] = "INBOX", ["name"] = "INBOX" }) }),
            ("GET", ["threads", var id]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.metadata") ?? Ok(new JsonObject { ["id"] = id, ["historyId"] = "1234", ["messages"] = new JsonArray(Message("m1")) }),
            ("GET", ["history"]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.metadata") ?? Page(call, "history", ["1", "2", "3"], id => new JsonObject { ["id"] = id }),
            ("POST", ["watch"]) => Needs(scopes, "gmail.modify", "gmail.readonly", "gmail.metadata") ?? Ok(new JsonObject { ["historyId"] = "1234", ["expiration"] = "1794204800000" }),
            _ => Error(404, "NOT_FOUND", "notFound", "Not Found"),
        };
    }

    private VendorReply Calendar(VendorCall call, string[] scopes)
    {
        JsonObject body = Parse(call.Request.Body);
        string[] path = call.Request.Path.TrimStart('/').Split('/');
        return (call.Request.Method, path) switch
        {
            ("GET", ["calendars", "primary"]) => Needs(scopes, "calendar", "calendar.readonly", "calendar.calendars", "calendar.calendars.readonly")
                ?? Ok(new JsonObject { ["kind"] = "calendar#calendar", ["id"] = Person, ["summary"] = "Operations", ["timeZone"] = "Europe/Berlin" }),
            ("GET", ["calendars", _, "events"]) => Needs(scopes, "calendar", "calendar.readonly", "calendar.events", "calendar.events.readonly") ?? Events(call),
            ("POST", ["calendars", _, "events"]) => Needs(scopes, "calendar", "calendar.events") ?? Insert(body),
            ("POST", ["calendars", _, "events", "quickAdd"]) => Needs(scopes, "calendar", "calendar.events") ?? Ok(Event("quick", call.Query("text") ?? "")),
            ("POST", ["calendars", _, "events", "watch"]) => Needs(scopes, "calendar", "calendar.readonly", "calendar.events", "calendar.events.readonly") ?? Ok(new JsonObject { ["resourceId"] = "r1", ["expiration"] = "1794204800000" }),
            ("PATCH", ["calendars", _, "events", var id]) => Needs(scopes, "calendar", "calendar.events")
                ?? (events.ContainsKey(id) ? Ok(Event(id, body["summary"]?.ToString() ?? "")) : Error(404, "NOT_FOUND", "notFound", "Not Found")),
            ("DELETE", ["calendars", _, "events", var id]) => Needs(scopes, "calendar", "calendar.events")
                ?? (events.Remove(id) ? new VendorReply(204, new JsonObject()) : Error(410, "GONE", "deleted", "Resource has been deleted")),
            ("POST", ["freeBusy"]) => Needs(scopes, "calendar", "calendar.readonly", "calendar.freebusy", "calendar.events.freebusy")
                ?? Ok(new JsonObject { ["calendars"] = new JsonObject { ["primary"] = new JsonObject { ["busy"] = new JsonArray() } } }),
            ("GET", ["users", "me", "calendarList"]) => Needs(scopes, "calendar", "calendar.readonly", "calendar.calendarlist", "calendar.calendarlist.readonly")
                ?? Page(call, "items", ["a@example.com", "b@example.com", "c@example.com"], id => new JsonObject { ["id"] = id }),
            _ => Error(404, "NOT_FOUND", "notFound", "Not Found"),
        };
    }

    private VendorReply Insert(JsonObject body)
    {
        if (body["start"] is null || body["end"] is null)
            return Error(400, "INVALID_ARGUMENT", "required", "Missing end time.");

        string id = body["id"]?.ToString() ?? $"made{++made}";
        return events.TryAdd(id, body) ? Ok(Event(id, body["summary"]?.ToString() ?? "")) : Error(409, "ALREADY_EXISTS", "duplicate", "The requested identifier already exists.");
    }

    private static VendorReply Events(VendorCall call)
    {
        if (call.Query("syncToken") == "old")
            return Error(410, "GONE", "fullSyncRequired", "Sync token is no longer valid, a full sync is required.");

        VendorReply page = Page(call, "items", ["e1", "e2", "e3"], id => Event(id, "Lunch"));
        page.Body["timeZone"] = "Europe/Berlin";
        page.Body["summary"] = "Operations";
        return page;
    }

    private static VendorReply Page(VendorCall call, string items, string[] ids, Func<string, JsonObject> item)
    {
        int size = int.TryParse(call.Query("maxResults"), CultureInfo.InvariantCulture, out int asked) ? asked : 100;
        int start = int.TryParse(call.Query("pageToken"), CultureInfo.InvariantCulture, out int from) ? from : 0;
        var body = new JsonObject { [items] = new JsonArray([.. ids.Skip(start).Take(size).Select(id => (JsonNode)item(id))]), ["resultSizeEstimate"] = ids.Length };
        if (start + size < ids.Length)
            body["nextPageToken"] = (start + size).ToString(CultureInfo.InvariantCulture);
        return Ok(body);
    }

    private static VendorReply? Needs(string[] granted, params string[] any) =>
        granted.Any(scope => scope == "https://mail.google.com/" || any.Any(name => scope == Auth + name)) ? null
            : Error(403, "PERMISSION_DENIED", "insufficientPermissions", "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");

    private static JsonObject Message(string id) => new() { ["id"] = id, ["threadId"] = "t1", ["snippet"] = "Hello", ["labelIds"] = new JsonArray("SENT"), ["payload"] = new JsonObject { ["mimeType"] = "text/plain" } };

    private static JsonObject Event(string id, string summary) => new() { ["id"] = id, ["summary"] = summary, ["status"] = "confirmed", ["etag"] = "\"1\"", ["htmlLink"] = "https://www.google.com/calendar/event?eid=" + id };

    private static VendorReply Ok(JsonObject body) => new(200, body);

    private static VendorReply OAuthError(int status, string error, string description) => new(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private static VendorReply Error(int code, string status, string reason, string message, string? detail = null)
    {
        var error = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "global", ["reason"] = reason }),
            ["status"] = status,
        };
        if (detail is not null)
            error["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = detail, ["domain"] = "googleapis.com" });
        return new VendorReply(code, new JsonObject { ["error"] = error });
    }

    private static bool IsBase64Url(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '=');

    private static byte[] Decode(string part) => System.Buffers.Text.Base64Url.DecodeFromChars(part);

    private static JsonObject Parse(string body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

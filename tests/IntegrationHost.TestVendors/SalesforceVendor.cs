using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>
/// A Salesforce org on its own domain: token endpoint (client credentials, JWT bearer, refresh tokens that work once, user name and password) and the REST API.
/// A key is the consumer secret, the user name of a JWT, the first refresh token of a family, or the password.
/// </summary>
public sealed class SalesforceVendor : Vendor
{
    public const string ClientId = "3MVG9localEXAMPLE";
    public const string Username = "ops@acme.example";

    private const string Version = "/services/data/v66.0";

    private readonly RSA signer = RSA.Create(2048);
    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> records = new(StringComparer.Ordinal);
    private readonly Lock one = new();
    private int made;

    private SalesforceVendor()
        : base("")
    {
    }

    /// <summary>Whether the org is a sandbox; <c>false</c> by default.</summary>
    public bool Sandbox { get; set; }

    /// <summary>Another address to name as the instance; its own by default.</summary>
    public string? InstanceUrl { get; set; }

    /// <summary>The private key that belongs to the app's certificate.</summary>
    public string PrivateKey => signer.ExportPkcs8PrivateKeyPem();

    /// <summary>Starts the server.</summary>
    public static Task<SalesforceVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new SalesforceVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => new(429, Errors("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        lock (one)
        {
            if (call.Operation == "POST /services/oauth2/token")
                return Token(call.Form());
            if (call.Credential is null || !sessions.TryGetValue(call.Credential, out string? key) || Known(key) is null or { Revoked: true })
                return new VendorReply(401, Errors("INVALID_SESSION_ID", "Session expired or invalid"));
            if (call.Operation == "GET /services/oauth2/userinfo")
                return new VendorReply(200, UserInfo());

            return call.Request.Path.StartsWith(Version, StringComparison.Ordinal) ? Data(call, call.Request.Path[Version.Length..].Trim('/').Split('/')) : NotFound();
        }
    }

    private VendorReply Token(Dictionary<string, StringValues> form)
    {
        string grant = form.GetValueOrDefault("grant_type").ToString();
        if (grant != "urn:ietf:params:oauth:grant-type:jwt-bearer" && form.GetValueOrDefault("client_id") != ClientId)
            return OAuthError(400, "invalid_client_id", "client identifier invalid");

        string secret = form.GetValueOrDefault("client_secret").ToString();
        return grant switch
        {
            "client_credentials" => Accepted(secret) ? Give(secret, null) : OAuthError(400, "invalid_client", "invalid client credentials"),
            "refresh_token" => Refresh(form.GetValueOrDefault("refresh_token").ToString()),
            "password" => Accepted(form.GetValueOrDefault("password").ToString()) && form.GetValueOrDefault("username") == Username
                ? Give(form["password"].ToString(), null)
                : OAuthError(400, "invalid_grant", "authentication failure"),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Assertion(form.GetValueOrDefault("assertion").ToString()),
            _ => OAuthError(400, "unsupported_grant_type", "grant type not supported"),
        };
    }

    // A refresh token works once; one that comes again ends its whole family, as RFC 9700 has it.
    private VendorReply Refresh(string token)
    {
        string family = families.GetValueOrDefault(token, token);
        if (!Accepted(family))
            return OAuthError(400, "invalid_grant", "expired access/refresh token");

        if (!used.Add(token))
        {
            Revoke(family);
            return OAuthError(400, "invalid_grant", "expired access/refresh token");
        }

        string next = $"5Aep861next-{++made}-EXAMPLE";
        families[next] = family;
        return Give(family, next);
    }

    private VendorReply Assertion(string jwt)
    {
        string[] parts = jwt.Split('.');
        if (parts.Length != 3 || !signer.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return OAuthError(400, "invalid_grant", "invalid assertion");

        JsonNode claims = JsonNode.Parse(Decode(parts[1]))!;
        if (claims["iss"]?.ToString() != ClientId)
            return OAuthError(400, "invalid_client_id", "client identifier invalid");
        if ((long)claims["exp"]! - DateTimeOffset.UtcNow.ToUnixTimeSeconds() > 300 || claims["aud"]?.ToString() != "https://login.salesforce.com")
            return OAuthError(400, "invalid_grant", "audience is invalid");

        string user = claims["sub"]?.ToString() ?? "";
        return Accepted(user) ? Give(user, null) : OAuthError(400, "invalid_grant", "user hasn't approved this consumer");
    }

    private VendorReply Give(string key, string? refreshToken)
    {
        string token = $"00D000000000001!given-{++made}-EXAMPLE";
        sessions[token] = key;
        var body = new JsonObject
        {
            ["access_token"] = token,
            ["signature"] = "sigEXAMPLE",
            ["scope"] = Known(key) is { Scopes.Count: > 0 } known ? string.Join(' ', known.Scopes) : "api id",
            ["instance_url"] = InstanceUrl ?? BaseUrl,
            ["id"] = "https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA",
            ["token_type"] = "Bearer",
        };
        if (refreshToken is not null)
            body["refresh_token"] = refreshToken;
        return new VendorReply(200, body);
    }

    private VendorReply Data(VendorCall call, string[] path)
    {
        JsonObject body = Parse(call.Request.Body);
        switch (call.Request.Method, path)
        {
            case ("GET", ["query"]):
                return Query(call.Query("q") ?? "");
            case ("GET", ["query", var locator]):
                return new VendorReply(200, new JsonObject { ["totalSize"] = 3, ["done"] = true, ["records"] = new JsonArray(Record(locator)) });
            case ("GET", ["sobjects", var name, "describe"]):
                return new VendorReply(200, new JsonObject { ["name"] = name, ["label"] = name, ["createable"] = true, ["fields"] = new JsonArray(new JsonObject { ["name"] = "Id" }) });
            case ("POST", ["sobjects", _]):
                if (body["LastName"] is null)
                    return new VendorReply(400, Errors("REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]"));
                string id = $"003{++made:D12}";
                records[id] = body;
                return new VendorReply(201, new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray() });
            case ("PATCH", ["sobjects", _, var record]):
                return records.ContainsKey(record) ? new VendorReply(204, new JsonObject()) : NotFound();
            case ("PATCH", ["sobjects", _, var field, var external]):
                bool created = records.TryAdd($"{field}={external}", body);
                return new VendorReply(created ? 201 : 200, new JsonObject { ["id"] = "003000000000009", ["success"] = true, ["created"] = created });
            case ("POST", ["composite"]):
                return new VendorReply(200, new JsonObject { ["compositeResponse"] = new JsonArray([.. body["compositeRequest"]!.AsArray().Select(item => (JsonNode)new JsonObject { ["httpStatusCode"] = 200, ["referenceId"] = item!["referenceId"]!.ToString() })]) });
            case ("POST", ["jobs", "ingest"]):
                return new VendorReply(200, new JsonObject { ["id"] = "750000000000001", ["state"] = "Open", ["contentUrl"] = "services/data/v66.0/jobs/ingest/750000000000001/batches" });
            case ("POST", ["actions", "custom", "flow", var flow]):
                return new VendorReply(200, new JsonArray(new JsonObject { ["actionName"] = flow, ["isSuccess"] = true, ["outputValues"] = new JsonObject { ["count"] = body["inputs"]!.AsArray().Count } }));
            default:
                return NotFound();
        }
    }

    private VendorReply Query(string soql)
    {
        if (soql.Contains("FROM Organization", StringComparison.Ordinal))
        {
            var organization = new JsonObject { ["Id"] = "00D000000000001AAA", ["IsSandbox"] = Sandbox, ["OrganizationType"] = "Enterprise Edition" };
            return new VendorReply(200, new JsonObject { ["totalSize"] = 1, ["done"] = true, ["records"] = new JsonArray(organization) });
        }

        return soql.StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase)
            ? new VendorReply(200, new JsonObject
            {
                ["totalSize"] = 3,
                ["done"] = false,
                ["nextRecordsUrl"] = Version + "/query/01g-2",
                ["records"] = new JsonArray(Record("a"), Record("b")),
            })
            : new VendorReply(400, Errors("MALFORMED_QUERY", "unexpected token"));
    }

    private static JsonObject UserInfo() => new()
    {
        ["sub"] = "https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA",
        ["user_id"] = "005000000000001AAA",
        ["organization_id"] = "00D000000000001AAA",
        ["preferred_username"] = Username,
        ["name"] = "Ada Example",
    };

    private bool Accepted(string key) => Known(key) is { Revoked: false };

    private static JsonObject Record(string id) => new() { ["Id"] = id, ["Name"] = "Ada" };

    private static VendorReply NotFound() => new(404, Errors("NOT_FOUND", "The requested resource does not exist"));

    private static JsonArray Errors(string code, string message) => new(new JsonObject { ["message"] = message, ["errorCode"] = code });

    private static VendorReply OAuthError(int status, string error, string description) => new(status, new JsonObject { ["error"] = error, ["error_description"] = description });

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

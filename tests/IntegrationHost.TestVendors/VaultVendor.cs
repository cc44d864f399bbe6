using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.TestVendors;

/// <summary>
/// HashiCorp Vault and OpenBao: tokens with policies, AppRole and JWT logins, leases, the key/value engine (version 2), transit, wrapping and database credentials.
/// A key is a token, a secret id or a workload's JWT; a token's scopes are its policies: <c>root</c>, <c>reader</c> (reads below <c>secret/</c>) or <c>blind</c> (only itself).
/// </summary>
public sealed class VaultVendor : Vendor
{
    private readonly Dictionary<string, List<JsonObject>> secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> wrapped = new(StringComparer.Ordinal);
    private readonly Lock one = new();
    private int made;

    private VaultVendor()
        : base("/v1")
    {
    }

    /// <summary>Whether it is sealed: every call but the health check is answered 503.</summary>
    public bool Sealed { get; set; }

    /// <summary>Seconds that a login's token lives; 3600 by default.</summary>
    public int TokenSeconds { get; set; } = 3600;

    /// <summary>Whether a login's token may be renewed; <c>true</c> by default.</summary>
    public bool Renewable { get; set; } = true;

    /// <summary>How many logins were granted.</summary>
    public int Logins { get; private set; }

    /// <summary>Starts the server.</summary>
    public static Task<VaultVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new VaultVendor(), cancellationToken);

    /// <summary>Stores a new version of a secret.</summary>
    /// <param name="path">Path below the mount <c>secret</c>.</param>
    /// <param name="values">Its keys and values.</param>
    public void Put(string path, params (string Key, string Value)[] values)
    {
        lock (one)
        {
            if (!secrets.TryGetValue(path, out List<JsonObject>? versions))
                secrets.Add(path, versions = []);
            versions.Add(new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))));
        }
    }

    /// <inheritdoc/>
    private protected override string? PresentedKey(IHeaderDictionary headers) => headers["X-Vault-Token"].FirstOrDefault();

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => Errors(429, "request path \"auth/token/lookup-self\": rate limit quota exceeded");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        string path = call.Request.Path.TrimStart('/');
        if (path == "sys/health")
            return new VendorReply(Sealed ? 503 : 200, new JsonObject { ["initialized"] = true, ["sealed"] = Sealed, ["standby"] = false, ["version"] = "1.20.0" });
        if (Sealed)
            return Errors(503, "Vault is sealed");
        if (call.Header("X-Vault-Request") != "true")
            return Errors(412, "required 'X-Vault-Request' header is missing");

        JsonObject body = Parse(call.Request.Body);
        if (path.StartsWith("auth/", StringComparison.Ordinal) && path.EndsWith("/login", StringComparison.Ordinal))
            return Login(path, body);
        if (call.Key is null or { Revoked: true } || (owners.TryGetValue(call.Credential!, out string? owner) && Known(owner) is null or { Revoked: true }))
            return Errors(403, "permission denied");

        lock (one)
            return Route(call, path, body);
    }

    private VendorReply Route(VendorCall call, string path, JsonObject body)
    {
        switch (call.Request.Method + " " + path)
        {
            case "GET auth/token/lookup-self":
                return Data(TokenFacts(call.Key!));
            case "POST auth/token/renew-self":
                return Renewable ? new VendorReply(200, new JsonObject { ["auth"] = Auth(call.Credential!, call.Key!.Scopes) }) : Errors(400, "lease is not renewable");
            case "POST sys/capabilities-self":
                return Data(Capabilities(call.Key!, body));
            case "POST sys/wrapping/wrap":
                return Wrap(body);
            case "POST sys/wrapping/unwrap":
                return Unwrap(body);
            case "PUT sys/leases/renew" or "POST sys/leases/renew":
                return May(call.Key!, "sys/leases") ?? new VendorReply(
                    200, new JsonObject { ["lease_id"] = body["lease_id"]?.ToString(), ["renewable"] = true, ["lease_duration"] = (int?)body["increment"] ?? 3600 });
        }

        string[] parts = path.Split('/', 3);
        VendorReply? refused = May(call.Key!, path);
        return refused ?? (parts is ["secret", var part, var place] ? KeyValue(call, part, place, body)
            : parts is ["secret", "metadata"] ? List("")
            : parts is ["transit", var verb, _] ? Transit(verb, body)
            : parts is ["database", "creds", var role] ? Database(role)
            : new VendorReply(404, new JsonObject { ["errors"] = new JsonArray() }));
    }

    private VendorReply KeyValue(VendorCall call, string part, string path, JsonObject body)
    {
        if (part == "data" && call.Request.Method == "POST")
            return Write(path, body);
        if (part == "metadata" && (call.Request.Method == "LIST" || call.Query("list") == "true"))
            return List(path);
        if (!secrets.TryGetValue(path, out List<JsonObject>? versions))
            return new VendorReply(404, new JsonObject { ["errors"] = new JsonArray() });

        int version = int.TryParse(call.Query("version"), CultureInfo.InvariantCulture, out int asked) && asked > 0 ? asked : versions.Count;
        if (version > versions.Count)
            return new VendorReply(404, new JsonObject { ["errors"] = new JsonArray() });

        JsonObject metadata = Version(version);
        return part switch
        {
            "data" => Data(new JsonObject { ["data"] = versions[version - 1].DeepClone(), ["metadata"] = metadata }),
            "subkeys" => Data(new JsonObject
            {
                ["subkeys"] = new JsonObject(versions[version - 1].Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)null))),
                ["metadata"] = metadata,
            }),
            "metadata" => Data(new JsonObject
            {
                ["current_version"] = versions.Count,
                ["updated_time"] = "2026-11-01T10:00:00.000000Z",
                ["custom_metadata"] = new JsonObject { ["owner"] = "payments", ["expires_at"] = "2027-01-31T00:00:00Z" },
                ["versions"] = new JsonObject(Enumerable.Range(1, versions.Count).Select(number => KeyValuePair.Create(number.ToString(CultureInfo.InvariantCulture), (JsonNode?)Version(number)))),
            }),
            _ => Errors(405, "unsupported operation"),
        };
    }

    private VendorReply Write(string path, JsonObject body)
    {
        int current = secrets.TryGetValue(path, out List<JsonObject>? versions) ? versions.Count : 0;
        if (body["options"]?["cas"] is { } cas && (int)cas != current)
            return Errors(400, "check-and-set parameter did not match the current version");
        if (body["data"] is not JsonObject data)
            return Errors(400, "no data provided");

        if (versions is null)
            secrets.Add(path, versions = []);
        versions.Add((JsonObject)data.DeepClone());
        return Data(Version(versions.Count));
    }

    private VendorReply List(string folder)
    {
        string prefix = folder.Length == 0 ? "" : folder.TrimEnd('/') + "/";
        string[] names = [.. secrets.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..]).Select(rest => rest.Contains('/', StringComparison.Ordinal) ? rest[..(rest.IndexOf('/', StringComparison.Ordinal) + 1)] : rest)
            .Distinct().Order(StringComparer.Ordinal)];
        return names.Length == 0
            ? new VendorReply(404, new JsonObject { ["errors"] = new JsonArray() })
            : Data(new JsonObject { ["keys"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) });
    }

    private static VendorReply Transit(string verb, JsonObject body)
    {
        if (verb == "encrypt")
        {
            return body["plaintext"]?.ToString() is { } plain && IsBase64(plain)
                ? Data(new JsonObject { ["ciphertext"] = "vault:v1:" + Convert.ToBase64String(Encoding.UTF8.GetBytes(new string([.. plain.Reverse()]))), ["key_version"] = 1 })
                : Errors(400, "plaintext must be base64-encoded");
        }

        return body["ciphertext"]?.ToString() is { } cipher && cipher.StartsWith("vault:v1:", StringComparison.Ordinal)
            ? Data(new JsonObject { ["plaintext"] = new string([.. Encoding.UTF8.GetString(Convert.FromBase64String(cipher[9..])).Reverse()]) })
            : Errors(400, "invalid ciphertext: no prefix");
    }

    private VendorReply Database(string role) => new(200, new JsonObject
    {
        ["lease_id"] = $"database/creds/{role}/{++made}",
        ["lease_duration"] = 3600,
        ["renewable"] = true,
        ["data"] = new JsonObject { ["username"] = $"v-{role}-{made}", ["password"] = $"made-{made}-EXAMPLE" },
    });

    private VendorReply Wrap(JsonObject body)
    {
        string token = $"hvs.wrap-{++made}-EXAMPLE";
        wrapped[token] = body.ToJsonString();
        return new VendorReply(200, new JsonObject { ["wrap_info"] = new JsonObject { ["token"] = token, ["ttl"] = 300, ["creation_path"] = "sys/wrapping/wrap" } });
    }

    private VendorReply Unwrap(JsonObject body) =>
        body["token"]?.ToString() is { } token && wrapped.Remove(token, out string? text) ? Data(JsonNode.Parse(text)!) : Errors(400, "wrapping token is not valid or does not exist");

    private VendorReply Login(string path, JsonObject body)
    {
        string? key = path switch
        {
            "auth/approle/login" when body["role_id"] is not null => body["secret_id"]?.ToString(),
            "auth/jwt/login" or "auth/kubernetes/login" when body["role"] is not null => body["jwt"]?.ToString(),
            _ => null,
        };
        if (Known(key) is null or { Revoked: true })
            return path == "auth/approle/login" ? Errors(400, "invalid role or secret ID") : Errors(400, "error validating token: invalid signature");

        lock (one)
        {
            Logins++;
            string token = $"hvs.login-{++made}-EXAMPLE";
            owners[token] = key!;
            Accept(token, "reader");
            return new VendorReply(200, new JsonObject { ["auth"] = Auth(token, ["reader"]) });
        }
    }

    private JsonObject Auth(string token, IReadOnlyList<string> policies) => new()
    {
        ["client_token"] = token,
        ["accessor"] = "accessorEXAMPLE",
        ["policies"] = new JsonArray([.. policies.Select(policy => (JsonNode)policy)]),
        ["token_policies"] = new JsonArray([.. policies.Select(policy => (JsonNode)policy)]),
        ["lease_duration"] = TokenSeconds,
        ["renewable"] = Renewable,
    };

    private JsonObject TokenFacts(VendorKey key) => new()
    {
        ["accessor"] = "accessorEXAMPLE",
        ["display_name"] = "token-operations",
        ["entity_id"] = "7d2e3179-f69b-450c-7179-ac8ee8bd8ca9",
        ["expire_time"] = DateTimeOffset.UtcNow.AddSeconds(TokenSeconds).ToString("O", CultureInfo.InvariantCulture),
        ["id"] = key.Value,
        ["num_uses"] = 0,
        ["path"] = "auth/token/create",
        ["policies"] = new JsonArray([.. key.Scopes.DefaultIfEmpty("default").Select(policy => (JsonNode)policy)]),
        ["renewable"] = Renewable,
        ["ttl"] = TokenSeconds,
        ["type"] = "service",
    };

    private static JsonObject Capabilities(VendorKey key, JsonObject body)
    {
        var answer = new JsonObject();
        foreach (string path in (body["paths"] as JsonArray ?? []).Select(item => item!.ToString()))
        {
            var capabilities = new JsonArray(key.Scopes.Contains("root") ? "root" : Reads(key, path) ? "read" : "deny");
            answer[path] = capabilities;
            answer["capabilities"] = capabilities.DeepClone();
        }

        return answer;
    }

    private static VendorReply? May(VendorKey key, string path) => key.Scopes.Contains("root") || Reads(key, path) ? null : Errors(403, "1 error occurred:\n\t* permission denied\n\n");

    private static bool Reads(VendorKey key, string path) => key.Scopes.Contains("reader") && path.StartsWith("secret/", StringComparison.Ordinal);

    private static JsonObject Version(int number) => new()
    {
        ["created_time"] = "2026-11-01T10:00:00.000000Z",
        ["deletion_time"] = "",
        ["destroyed"] = false,
        ["version"] = number,
    };

    private static VendorReply Data(JsonNode data) => new(200, new JsonObject { ["request_id"] = "0b1c-EXAMPLE", ["lease_id"] = "", ["renewable"] = false, ["data"] = data });

    private static VendorReply Errors(int status, string message) => new(status, new JsonObject { ["errors"] = new JsonArray(message) });

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

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

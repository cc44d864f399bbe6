using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>
/// HubSpot's API: private app tokens and OAuth with scopes, error envelopes with a correlation id, CRM records in two versions. A key without scopes may do
/// everything.
/// </summary>
public sealed class HubSpotVendor : Vendor
{
    /// <summary>Client id of the OAuth app.</summary>
    public const string ClientId = "00000000-0000-EXAMPLE";

    /// <summary>Client secret of the OAuth app.</summary>
    public const string ClientSecret = "11111111-1111-EXAMPLE";

    internal const int HubId = 12345;
    internal const string CorrelationId = "00000000-0000-4000-8000-000000000000";

    private readonly Lock gate = new();
    private readonly HubSpotRecords records = new();
    private readonly HubSpotTokens tokens;

    private HubSpotVendor()
        : base("") => tokens = new HubSpotTokens(Known);

    /// <summary>Kind of the account; <c>STANDARD</c> by default.</summary>
    public string AccountType { get; set; } = "STANDARD";

    /// <summary>For how many seconds access tokens are given out; half an hour by default.</summary>
    public int TokenLifetime { get; set; } = 1800;

    /// <summary>Whether <c>access-token-info</c> and introspection are gone; <c>false</c> by default.</summary>
    public bool WithoutTokenInfo { get; set; }

    /// <summary>How many access tokens were given out.</summary>
    public int TokensIssued
    {
        get
        {
            lock (gate)
                return tokens.Issued;
        }
    }

    /// <summary>Pairs of records that are tied, such as <c>contacts/1 companies/2</c>.</summary>
    public IReadOnlyList<string> Associations
    {
        get
        {
            lock (gate)
                return [.. records.Associations];
        }
    }

    /// <summary>Starts the server.</summary>
    public static Task<HubSpotVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new HubSpotVendor(), cancellationToken);

    internal static VendorReply Error(int status, string category, string message) => new(status, new JsonObject
    {
        ["status"] = "error",
        ["message"] = message,
        ["correlationId"] = CorrelationId,
        ["category"] = category,
    });

    /// <inheritdoc/>
    private protected override VendorReply TooMany() =>
        Error(429, "RATE_LIMITS", "You have reached your ten_secondly_rolling limit.").With("Retry-After", "10").With("X-HubSpot-RateLimit-Remaining", "0");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        lock (gate)
        {
            return call.Operation switch
            {
                "POST /oauth/v1/token" => tokens.Exchange(call, TokenLifetime),
                "POST /oauth/v3/token/introspect" => WithoutTokenInfo ? Unknown() : tokens.Introspect(call, TokenLifetime),
                _ when call.Credential is null => Error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found."),
                _ when (call.Key ?? tokens.KeyOf(call.Credential)) is { Revoked: false } key => Dispatch(call, key),
                _ => Error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found."),
            };
        }
    }

    private VendorReply Dispatch(VendorCall call, VendorKey key) => call.Operation switch
    {
        "POST /oauth/v2/private-apps/get/access-token-info" when !WithoutTokenInfo => TokenInfo(call, key),
        "GET /account-info/v3/details" => new VendorReply(200, new JsonObject
        {
            ["portalId"] = HubId,
            ["accountType"] = AccountType,
            ["timeZone"] = "Europe/Berlin",
            ["companyCurrency"] = "EUR",
            ["uiDomain"] = "app-eu1.hubspot.com",
            ["dataHostingLocation"] = "eu1",
        }),
        "GET /account-info/v3/api-usage/daily/private-apps" => new VendorReply(200, new JsonObject
        {
            ["results"] = new JsonArray(new JsonObject { ["name"] = "private-apps-api-calls-daily", ["usageLimit"] = 250000, ["currentUsage"] = 7 }),
        }),
        _ when HubSpotRecords.Scope(call) is { } scope => Needs(key, scope) ?? records.Answer(call) ?? Unknown(),
        _ => Unknown(),
    };

    private static VendorReply TokenInfo(VendorCall call, VendorKey key) => OpenAiVendor.Parse(call.Request.Body)?["tokenKey"]?.ToString() == key.Value
        ? new VendorReply(200, new JsonObject
        {
            ["userId"] = 9001,
            ["hubId"] = HubId,
            ["appId"] = 7001,
            ["scopes"] = new JsonArray([.. key.Scopes.Select(scope => JsonValue.Create(scope))]),
        })
        : Error(400, "VALIDATION_ERROR", "tokenKey is not a token of a private app");

    private static VendorReply? Needs(VendorKey key, string scope)
    {
        if (key.Scopes.Count == 0 || key.Scopes.Contains(scope, StringComparer.Ordinal))
            return null;

        VendorReply reply = Error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.");
        var context = new JsonObject { ["requiredGranularScopes"] = new JsonArray(JsonValue.Create(scope)) };
        reply.Body["errors"] = new JsonArray(new JsonObject { ["message"] = "One or more of the following scopes are required.", ["context"] = context });
        return reply;
    }

    private static VendorReply Unknown() => Error(404, "OBJECT_NOT_FOUND", "No endpoint at this address.");
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>OAuth at <see cref="HubSpotVendor"/>: refresh tokens that stay, access tokens of half an hour, introspection.</summary>
/// <param name="known">What the vendor knows of a key.</param>
internal sealed class HubSpotTokens(Func<string?, VendorKey?> known)
{
    private readonly Dictionary<string, string> refreshTokens = new(StringComparer.Ordinal);

    /// <summary>How many access tokens were given out.</summary>
    public int Issued => refreshTokens.Count;

    /// <summary>The key behind an access token, under the token's own name; <c>null</c> if there is none.</summary>
    public VendorKey? KeyOf(string? accessToken) =>
        accessToken is not null && refreshTokens.TryGetValue(accessToken, out string? refreshToken) && known(refreshToken) is { } key ? key with { Value = accessToken } : null;

    /// <summary>A token for a refresh token.</summary>
    public VendorReply Exchange(VendorCall call, int lifetime)
    {
        Dictionary<string, StringValues> form = call.Form();
        if (form.GetValueOrDefault("grant_type") != "refresh_token")
            return Refused("BAD_GRANT_TYPE", "missing or unknown grant type");
        if (form.GetValueOrDefault("client_id") != HubSpotVendor.ClientId)
            return Refused("BAD_CLIENT_ID", "missing or unknown client id");
        if (form.GetValueOrDefault("client_secret") != HubSpotVendor.ClientSecret)
            return Refused("BAD_CLIENT_SECRET", "missing or invalid client secret");
        if (known(form.GetValueOrDefault("refresh_token")) is not { Revoked: false } key)
            return Refused("BAD_REFRESH_TOKEN", "missing or invalid refresh token");

        string token = "access-" + (refreshTokens.Count + 1).ToString(CultureInfo.InvariantCulture) + "-EXAMPLE";
        refreshTokens[token] = key.Value;
        return new VendorReply(200, new JsonObject { ["token_type"] = "bearer", ["refresh_token"] = key.Value, ["access_token"] = token, ["expires_in"] = lifetime });
    }

    /// <summary>What a token is.</summary>
    public VendorReply Introspect(VendorCall call, int lifetime)
    {
        Dictionary<string, StringValues> form = call.Form();
        if (form.GetValueOrDefault("client_id") != HubSpotVendor.ClientId || form.GetValueOrDefault("client_secret") != HubSpotVendor.ClientSecret)
            return HubSpotVendor.Error(401, "INVALID_AUTHENTICATION", "missing or invalid client");

        string token = form.GetValueOrDefault("token").ToString();
        VendorKey? key = KeyOf(token);
        return new VendorReply(200, new JsonObject
        {
            ["active"] = key is { Revoked: false },
            ["token"] = token,
            ["token_type"] = "bearer",
            ["token_use"] = "access_token",
            ["client_id"] = HubSpotVendor.ClientId,
            ["hub_id"] = HubSpotVendor.HubId,
            ["hub_domain"] = "example.com",
            ["user"] = "ada@example.com",
            ["user_id"] = 9001,
            ["app_id"] = 7001,
            ["expires_in"] = lifetime,
            ["scopes"] = new JsonArray([.. (key?.Scopes ?? []).Select(scope => JsonValue.Create(scope))]),
            ["is_private_distribution"] = false,
        });
    }

    private static VendorReply Refused(string status, string message) =>
        new(400, new JsonObject { ["status"] = status, ["message"] = message, ["correlationId"] = HubSpotVendor.CorrelationId });
}

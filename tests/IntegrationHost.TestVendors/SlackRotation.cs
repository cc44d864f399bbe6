using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>Token rotation at <see cref="SlackVendor"/>: a refresh token is good once, and gives an access token of 12 hours and the next refresh token.</summary>
/// <param name="known">What the vendor knows of a key.</param>
internal sealed class SlackRotation(Func<string?, VendorKey?> known)
{
    private readonly Dictionary<string, string> first = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly HashSet<string> expired = new(StringComparer.Ordinal);
    private int count;

    /// <summary>How often a token was given out.</summary>
    public int Issued => count;

    /// <summary>The key behind an access token, under the token's own name; <c>null</c> if there is none.</summary>
    public VendorKey? KeyOf(string? accessToken) =>
        accessToken is not null && first.TryGetValue(accessToken, out string? key) && known(key) is { } owner ? owner with { Value = accessToken } : null;

    /// <summary>Whether an access token's time is over.</summary>
    public bool IsExpired(string accessToken) => expired.Contains(accessToken);

    /// <summary>Ends the time of every access token that was given out.</summary>
    public void Expire() => expired.UnionWith(first.Keys);

    /// <summary>The next pair of tokens.</summary>
    public VendorReply Exchange(VendorCall call, int lifetime)
    {
        Dictionary<string, StringValues> form = call.Form();
        string token = form.GetValueOrDefault("refresh_token").ToString();
        if (form.GetValueOrDefault("client_id") != SlackVendor.ClientId)
            return SlackVendor.Error("invalid_client_id");
        if (form.GetValueOrDefault("client_secret") != SlackVendor.ClientSecret)
            return SlackVendor.Error("bad_client_secret");
        if (form.GetValueOrDefault("grant_type") != "refresh_token")
            return SlackVendor.Error("invalid_grant_type");

        string owner = first.GetValueOrDefault(token, token);
        if (known(owner) is not { } key || used.Contains(token))
            return SlackVendor.Error("invalid_refresh_token");
        if (key.Revoked)
            return SlackVendor.Error("token_revoked");

        used.Add(token);
        string number = (++count).ToString(CultureInfo.InvariantCulture);
        string access = $"xoxe.xoxb-1-{number}-EXAMPLE";
        string next = $"xoxe-1-{number}-EXAMPLE";
        first[access] = owner;
        first[next] = owner;
        return new VendorReply(200, new JsonObject
        {
            ["ok"] = true,
            ["access_token"] = access,
            ["refresh_token"] = next,
            ["expires_in"] = lifetime,
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', key.Scopes),
            ["team"] = new JsonObject { ["id"] = "T0EXAMPLE", ["name"] = "Example Team" },
        });
    }
}

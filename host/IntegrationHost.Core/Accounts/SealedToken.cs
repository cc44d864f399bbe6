using System.Text.Json.Nodes;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Accounts;

/// <summary>An access token as it is sealed in the store: with its expiry and base address, so that nobody can change those.</summary>
internal static class SealedToken
{
    // No field can have this key.
    private const string FieldKey = "#access-token";

    public static byte[] Seal(SecretBox box, Guid accountId, long version, EgressPolicy policy, GrantedToken granted, DateTimeOffset now)
    {
        var document = new JsonObject
        {
            ["token"] = new string(granted.AccessToken.Reveal()),
            ["lives"] = (long)granted.Lifetime.TotalMilliseconds,
            ["expires"] = (now + granted.Lifetime).ToUnixTimeMilliseconds(),
            ["base"] = granted.BaseUrl?.OriginalString,
        };
        return box.Seal(new SecretPlace(accountId, FieldKey, version, policy), document.ToJsonString());
    }

    /// <summary>The token; <c>null</c> if it does not open: a token is fetched anew rather than reported as damaged.</summary>
    public static StoredToken? Open(SecretBox box, AccountTokenRow row, EgressPolicy policy)
    {
        if (row.Envelope is null)
            return null;

        try
        {
            using SecretText text = box.Open(new SecretPlace(row.AccountId, FieldKey, row.CredentialVersion, policy), row.Envelope);
            JsonNode document = JsonNode.Parse(new string(text.Reveal()))!;
            return new StoredToken(
                new SecretText((string)document["token"]!),
                TimeSpan.FromMilliseconds((long)document["lives"]!),
                DateTimeOffset.FromUnixTimeMilliseconds((long)document["expires"]!),
                (string?)document["base"] is { } address ? new Uri(address) : null);
        }
        catch (SecretDamagedException)
        {
            return null;
        }
    }
}

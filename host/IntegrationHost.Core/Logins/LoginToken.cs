using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegrationHost.Core.Logins;

/// <summary>
/// A login as a JWT with ThorAPI's claims. What it says is for the client; what it may do, the host looks up by its <c>jti</c> at each request, so that
/// disabling the principal or revoking the token holds at once.
/// </summary>
internal static class LoginToken
{
    private const string Audience = "valkyrai-api";
    private const string Begin = "eyJ";
    private const int Longest = 4096;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest, SetDefaultTimesOnTokenCreation = false };

    /// <summary>Whether a text may be one.</summary>
    public static bool IsMeant(string text) => text.Length <= Longest && text.StartsWith(Begin, StringComparison.Ordinal) && text.Count(letter => letter == '.') == 2;

    public static string Create(KeyRing keys, string id, Principal principal, DateTimeOffset now, DateTimeOffset end) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer(keys),
        Audience = Audience,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = end.UtcDateTime,
        SigningCredentials = new SigningCredentials(Key(keys), SecurityAlgorithms.HmacSha256),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = principal.Username,
            ["username"] = principal.Username,
            ["principalId"] = principal.Id.ToString(),
            ["roles"] = principal.Roles.ToArray(),
            ["tokenType"] = "access",
            ["jti"] = id,
        },
    });

    /// <summary>The id of a token that this store has signed for this use; <c>null</c> if it has not. When it ends, its row says.</summary>
    public static async Task<string?> ReadIdAsync(KeyRing keys, string text)
    {
        TokenValidationResult result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = Key(keys),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer(keys),
            ValidAudience = Audience,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (_, end, _, _) => end is not null,
        });
        return result.IsValid && result.Claims.TryGetValue("jti", out object? id) && id is string known && TokenText.IsId(known) ? known : null;
    }

    private static string Issuer(KeyRing keys) => "integration-host:" + keys.VaultId;

    private static SymmetricSecurityKey Key(KeyRing keys) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.TokenPepper.ToArray(), 32, info: Encoding.ASCII.GetBytes("ih.login.hs256.v1")));
}

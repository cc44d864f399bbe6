using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>GitHub Apps: tokens signed by the app (RS256), installations, and the tokens of an hour that they get.</summary>
internal sealed class GitHubApps : IDisposable
{
    private const int LongestSeconds = 600;
    private const int ClockSkewSeconds = 60;

    private readonly RSA key = RSA.Create(2048);
    private readonly Dictionary<string, bool> tokens = new(StringComparer.Ordinal);

    /// <summary>The private key of every app here, as GitHub gives it out (PKCS#1).</summary>
    public string PrivateKey => key.ExportRSAPrivateKeyPem();

    /// <summary>Whether the installation is suspended.</summary>
    public bool Suspended { get; set; }

    /// <summary>What the installation may do.</summary>
    public JsonObject Permissions { get; set; } = new() { ["issues"] = "write", ["metadata"] = "read" };

    /// <summary>How many tokens were given out.</summary>
    public int Exchanges => tokens.Count;

    /// <summary>Whether the text has the three parts of a signed token.</summary>
    public static bool IsSigned(string credential) => credential.Split('.').Length == 3;

    /// <summary>The app that a signed token claims to be; <c>null</c> if it says none.</summary>
    public static string? IssuerOf(string credential) => Part(credential, 1)?["iss"]?.ToString();

    /// <summary>Whether this is the token of an installation that still lives.</summary>
    public bool IsLive(string token) => tokens.GetValueOrDefault(token);

    /// <summary>Ends the life of all tokens, as an hour does.</summary>
    public void Expire()
    {
        foreach (string token in tokens.Keys.ToArray())
            tokens[token] = false;
    }

    /// <summary>Why GitHub would refuse a signed token; <c>null</c> if it would not.</summary>
    public string? Fault(string credential)
    {
        string[] parts = credential.Split('.');
        bool signed = Part(credential, 0)?["alg"]?.ToString() == "RS256"
            && key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (!signed)
            return "A JSON web token could not be decoded";

        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        JsonObject claims = Part(credential, 1)!;
        if (claims["iat"] is not JsonValue issued || issued.GetValue<long>() > now)
            return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
        if (claims["exp"] is not JsonValue expires || expires.GetValue<long>() < now || expires.GetValue<long>() > now + LongestSeconds + ClockSkewSeconds)
            return "'Expiration time' claim ('exp') is too far in the future";

        return null;
    }

    /// <summary>A new token of the installation.</summary>
    public JsonObject Issue()
    {
        string token = $"ghs_installation{tokens.Count + 1}EXAMPLE";
        tokens[token] = true;
        string expires = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject { ["token"] = token, ["expires_at"] = expires, ["permissions"] = Permissions.DeepClone(), ["repository_selection"] = "selected" };
    }

    public void Dispose() => key.Dispose();

    private static JsonObject? Part(string credential, int at)
    {
        try
        {
            return JsonNode.Parse(Decode(credential.Split('.')[at])) as JsonObject;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Decode(string base64Url) => System.Buffers.Text.Base64Url.DecodeFromChars(base64Url);
}

using System.Buffers.Text;
using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>Finds the token in the answer to a login, wherever servers of all generations put it.</summary>
internal static class ThorTokens
{
    private static readonly string[] Names = ["token", "VALKYR_AUTH", "session", "jwt", "jwtSession"];

    /// <summary>The token in a body; <c>null</c> if there is none.</summary>
    public static string? In(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            JsonElement[] places = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out JsonElement data) ? [root, data] : [root];
            return places.Where(place => place.ValueKind == JsonValueKind.Object)
                .SelectMany(place => Names.Select(name => place.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null))
                .FirstOrDefault(token => !string.IsNullOrEmpty(token));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The token in the headers; <c>null</c> if there is none.</summary>
    /// <param name="own">The header <c>VALKYR_AUTH</c>.</param>
    /// <param name="authorization">The header <c>Authorization</c>.</param>
    public static string? In(string? own, string? authorization) => !string.IsNullOrEmpty(own)
        ? own
        : authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : null;

    /// <summary>The token in cookies that an answer sets; <c>null</c> if there is none.</summary>
    public static string? InCookies(IEnumerable<string> cookies) => cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2))
        .FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim() is "VALKYR_AUTH" or "jwtSession")?[1].Trim();

    /// <summary>Whether a header can carry it.</summary>
    public static bool IsUsable(string token) => token.Length is > 0 and <= 16 * 1024 && token.All(character => character is > ' ' and <= '~');

    /// <summary>The tenant that a JWT names; <c>null</c> if it names none or is none.</summary>
    public static string? TenantOf(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return ((string[])["tenantId", "organizationId", "orgId"])
                .Select(name => claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
                .FirstOrDefault(tenant => !string.IsNullOrEmpty(tenant) && tenant.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

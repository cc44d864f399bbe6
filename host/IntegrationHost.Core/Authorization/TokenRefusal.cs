using System.Globalization;

namespace IntegrationHost.Core.Authorization;

/// <summary>Says why no token came of an authorization, and what to do about it.</summary>
/// <remarks>Error codes are those of RFC 6749, section 5.2, and RFC 8628, section 3.5; Google adds <c>redirect_uri_mismatch</c>.</remarks>
internal static class TokenRefusal
{
    /// <summary>The sentence for an answer of the token endpoint.</summary>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="error">The error code in it; <c>null</c> if there is none of that form.</param>
    public static string Explain(int status, string? error)
    {
        string what = error is null ? string.Create(CultureInfo.InvariantCulture, $"HTTP {status}") : string.Create(CultureInfo.InvariantCulture, $"HTTP {status}, {error}");
        return error switch
        {
            "access_denied" => $"Access was not granted ({error}). Begin again if that was a mistake.",
            "expired_token" => $"The code ran out before access was granted ({what}). Begin again.",
            "invalid_client" or "unauthorized_client" => $"The provider does not take this client ({what}). Correct client id and client secret, then begin again.",
            "redirect_uri_mismatch" => $"The app does not allow the address that the browser is sent back to ({what}). Make it a desktop app at the provider, or allow http://127.0.0.1 there, then begin again.",
            "invalid_grant" => $"The provider did not take the code that the browser brought ({what}). It holds once and for a few minutes: begin again. If that stays, check that client id and client secret are of one app.",
            "temporarily_unavailable" or "server_error" => Later(what),
            null when status is 429 or >= 500 => Later(what),
            null => $"What answers at the token address gave neither a token nor a reason ({what}). Check the account's base URL, then begin again.",
            _ => $"The provider gave no token ({what}). Check client id, client secret and the redirect addresses of the app, then begin again.",
        };
    }

    private static string Later(string what) => $"The provider can give no token at the moment ({what}). Begin again in a few minutes; nothing has to be corrected for that.";
}

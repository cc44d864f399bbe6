using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Reads a token endpoint's answer, and takes every token out of what others see of it.</summary>
internal static class TokenAnswerReader
{
    private const double LongestSeconds = 366L * 24 * 60 * 60;

    /// <summary>Names under which tokens stand in answers, at any depth.</summary>
    private static readonly string[] TokenPaths =
        ["**.access_token", "**.refresh_token", "**.id_token", "**.client_token", "**.token", "**.device_code", "**.assertion", "**.client_secret"];

    private static readonly byte[] Withheld = "[withheld]"u8.ToArray();

    /// <summary>Reads an answer as RFC 6749, section 5, gives it.</summary>
    /// <param name="raw">The answer as it came.</param>
    /// <param name="values">The call's secrets.</param>
    /// <param name="paths">Where the access token can stand; the first that has one counts, and the rest is looked for beside it.</param>
    /// <param name="defaultLifetime">If the answer does not tell.</param>
    /// <param name="baseUrlPath">Where the base URL stands, or <c>null</c>.</param>
    /// <param name="lifetime">Reads the lifetime otherwise than from <c>expires_in</c>; <c>null</c> for that.</param>
    public static TokenAnswer Read(
        ProviderResponse raw, CredentialValues values, IReadOnlyList<string> paths, TimeSpan defaultLifetime, string? baseUrlPath, Func<JsonElement, TimeSpan?>? lifetime = null)
    {
        using JsonDocument? document = Parse(raw.Body);
        if (document is null)
            return new TokenAnswer(Clean(raw, values, json: false), null, null);

        JsonElement root = document.RootElement;
        string? at = raw.IsSuccess ? paths.FirstOrDefault(path => IsToken(JsonPath.Text(JsonPath.Find(root, path)))) : null;
        string? refresh = at is null ? null : JsonPath.Text(JsonPath.Find(root, Beside(at, "refresh_token")));
        SecretText? accessToken = at is null ? null : new SecretText(JsonPath.Text(JsonPath.Find(root, at))!);
        SecretText? refreshToken = IsToken(refresh) ? new SecretText(refresh) : null;
        ProviderResponse clean = Clean(raw, values, json: true, accessToken, refreshToken);
        if (accessToken is null)
            return new TokenAnswer(clean, null, VerdictText.Code(JsonPath.Text(JsonPath.Find(root, "error"))));

        TimeSpan lives = (lifetime is null ? ExpiresIn(root, at!) : lifetime(root)) ?? defaultLifetime;
        return new TokenAnswer(clean, new GrantedToken(accessToken, refreshToken, lives, BaseUrl(root, baseUrlPath)), null);
    }

    private static bool IsToken([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) => text is { Length: > 0 } && text.All(character => character is > ' ' and <= '~');

    private static TimeSpan? ExpiresIn(JsonElement root, string at)
    {
        string? text = JsonPath.Text(JsonPath.Find(root, Beside(at, "expires_in"))) ?? JsonPath.Text(JsonPath.Find(root, "expires_in"));
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds))
            : null;
    }

    private static Uri? BaseUrl(JsonElement root, string? path) =>
        path is not null && Uri.TryCreate(JsonPath.Text(JsonPath.Find(root, path)), UriKind.Absolute, out Uri? address) ? address : null;

    private static string Beside(string path, string name) => path.LastIndexOf('.') is var dot and >= 0 ? $"{path[..dot]}.{name}" : name;

    private static ProviderResponse Clean(ProviderResponse raw, CredentialValues values, bool json, params SecretText?[] tokens)
    {
        using SecretRedactor redactor = values.CreateRedactor(tokens);
        ReadOnlyMemory<byte> body = json ? redactor.Redact(SecretPathFilter.Remove(raw.Body, TokenPaths)) : raw.Body.IsEmpty ? raw.Body : Withheld;
        return raw with { Body = body, Headers = raw.Headers.ToDictionary(header => header.Key, header => redactor.Redact(header.Value), StringComparer.OrdinalIgnoreCase) };
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            ReadOnlyMemory<byte> text = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

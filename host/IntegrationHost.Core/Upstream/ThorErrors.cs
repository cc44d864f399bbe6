using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Upstream;

/// <summary>What a ThorAPI server's refusals mean and what to do about them. No text of it repeats a secret, whoever sent it back.</summary>
internal static class ThorErrors
{
    private const int LongestMessage = 300;

    public static UpstreamException NotJson(Uri address, string? contentType)
    {
        string type = new([.. (contentType ?? "").Split(';')[0].Trim().Where(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '+' or '.').Take(40)]);
        return new UpstreamException(
            $"{address} answered with {(type is "" or "application/json" ? "something" : type)} that is not JSON; a proxy or a login page may have answered. Check the address.", UpstreamFault.NotUnderstood);
    }

    /// <summary>The exception for an answer that is no success.</summary>
    /// <param name="address">What was asked, without its query: that may hold a name.</param>
    /// <param name="response">The answer.</param>
    /// <param name="secrets">Everything secret that the request held.</param>
    public static UpstreamException Of(Uri address, ProviderResponse response, ThorSecrets secrets)
    {
        (UpstreamFault fault, string meaning) = response.StatusCode switch
        {
            >= 300 and < 400 => (UpstreamFault.Redirected, "it sends callers elsewhere, and a login stays with its server. Give the address that it leads to: integration-host upstream set URL."),
            401 => (UpstreamFault.Unauthorized, "the login or the token is missing or not valid any more. Give a fresh one: integration-host upstream set URL."),
            402 => (UpstreamFault.PaymentRequired, "the account there has no credits left. Add credits, then try again."),
            403 => (UpstreamFault.Forbidden, "the user has no permission for this there. Have it granted, then try again."),
            404 => (UpstreamFault.NotFound, "there is no such thing there (any more)."),
            405 or 415 or 501 => (UpstreamFault.Unsupported, "the server does not know this way of asking."),
            409 or 412 => (UpstreamFault.Conflict, "it was changed there meanwhile, or something there stands in the way. Try again."),
            413 => (UpstreamFault.Refused, "what was sent is larger than the server takes."),
            429 => (UpstreamFault.RateLimited, "the server limits calls. Try again in a minute."),
            408 or >= 500 => (UpstreamFault.Failed, "the server failed. Try again later."),
            _ => (UpstreamFault.Refused, "the server refused what was sent."),
        };
        return new UpstreamException($"{address.GetLeftPart(UriPartial.Path)} answered {response.StatusCode}: {meaning}{Said(response.Body, fault, secrets)}", fault);
    }

    /// <summary>The server's own message in one clean line, with what 402 and traces add to it.</summary>
    private static string Said(ReadOnlyMemory<byte> body, UpstreamFault fault, ThorSecrets secrets)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return "";

            JsonElement details = root.TryGetProperty("details", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : default;
            var text = new StringBuilder();
            if ((Text(root, "message") ?? Text(root, "error")) is { } message && Clean(message, secrets) is { Length: > 0 } said)
                text.Append(CultureInfo.InvariantCulture, $" The server says: {said}");
            if (fault == UpstreamFault.PaymentRequired && (Number(root, details, "requiredCredits"), Number(root, details, "currentBalance") ?? Number(root, details, "balance")) is var (needed, balance))
            {
                if (needed is not null || balance is not null)
                    text.Append(CultureInfo.InvariantCulture, $" (needed: {needed ?? "?"}, left: {balance ?? "?"})");
            }

            if ((Text(root, "traceId") ?? Text(root, "trace_id") ?? Text(details, "traceId")) is { } trace && Clean(trace, secrets) is { Length: > 0 and <= 64 } mark)
                text.Append(CultureInfo.InvariantCulture, $" [trace {mark}]");
            return text.ToString();
        }
        catch (JsonException)
        {
            // A page, or nothing: the status says enough.
            return "";
        }
    }

    private static string Clean(string text, ThorSecrets secrets) => new([.. secrets.Redact(text).Where(character => !char.IsControl(character)).Take(LongestMessage)]);

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Number(JsonElement root, JsonElement details, string name) => new[] { root, details }
        .Where(holder => holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number)
        .Select(holder => holder.GetProperty(name).GetRawText()).FirstOrDefault(text => text.Length <= 20);
}

using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Limits;

/// <summary>Tells requests apart that may be sent twice.</summary>
internal static class Repeatable
{
    // RFC 9110, section 9.2.2.
    private static readonly HashSet<string> Idempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

    // The IETF draft and Stripe; others. With such a key the provider itself sees to it that a request is done once.
    private static readonly string[] Keys = ["Idempotency-Key", "X-Idempotency-Key", "I-Twilio-Idempotency-Token"];

    /// <summary>Whether the request does the same when it is sent twice: by its method, or by an idempotency key.</summary>
    public static bool Is(ProviderRequest request) =>
        Idempotent.Contains(request.Method) || request.Headers.Any(header => header.Value.Length > 0 && Keys.Contains(header.Key, StringComparer.OrdinalIgnoreCase));
}

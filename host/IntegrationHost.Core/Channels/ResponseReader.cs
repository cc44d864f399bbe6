using System.Net.Http.Headers;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Turns the platform's answer into the contract's: capped, without cookies, without the call's secrets.</summary>
internal static class ResponseReader
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase) { "Set-Cookie", "Set-Cookie2" };

    /// <summary>Reads the body to its end or the cap.</summary>
    /// <exception cref="ChannelException">The body is larger than the cap, or in an encoding that cannot be read.</exception>
    public static async Task<ProviderResponse> ReadAsync(
        HttpResponseMessage message, SecretRedactor redactor, string host, int maxBodyBytes, CancellationToken cancellationToken)
    {
        // Decompression removes the encodings it undid. What is left would hide an echoed secret from the redactor.
        if (message.Content.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
            throw new ChannelException(ChannelErrorCodes.InvalidAnswer, $"{host} answered in a content encoding that was not asked for.");

        // Nothing of a body that says it is too large is read; the answer to HEAD names a length and has no body.
        if (message.Content.Headers.ContentLength > maxBodyBytes && message.RequestMessage?.Method != HttpMethod.Head)
            throw TooLarge(host, maxBodyBytes);

        byte[] body = await ReadBodyAsync(message.Content, host, maxBodyBytes, cancellationToken);
        return new ProviderResponse
        {
            StatusCode = (int)message.StatusCode,
            Headers = ReadHeaders(message, redactor),
            ContentType = redactor.Redact(message.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? ""),
            Body = redactor.Redact(body),
        };
    }

    private static Dictionary<string, string> ReadHeaders(HttpResponseMessage message, SecretRedactor redactor)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, HeaderStringValues values) in message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated))
        {
            // A session cookie is a credential, too.
            if (!Dropped.Contains(name))
                headers[name] = redactor.Redact(string.Join(", ", values));
        }

        return headers;
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, string host, int maxBodyBytes, CancellationToken cancellationToken)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > maxBodyBytes)
                throw TooLarge(host, maxBodyBytes);

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static ChannelException TooLarge(string host, int maxBodyBytes) =>
        new(ChannelErrorCodes.TooLarge, $"{host} answered with more than the {maxBodyBytes} bytes that are read.");
}

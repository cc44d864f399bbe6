using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Upstream;

/// <summary>An answer of a ThorAPI server that is a success.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as it came, without a byte order mark.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record ThorAnswer(int Status, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether it has no body.</summary>
    public bool IsEmpty => Body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public static ThorAnswer Of(ProviderResponse response)
    {
        ReadOnlyMemory<byte> body = response.Body;
        return new ThorAnswer(response.StatusCode, body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body, response.Headers);
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="UpstreamException">It is none.</exception>
    public JsonDocument Parse(Uri address)
    {
        try
        {
            return JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            throw ThorErrors.NotJson(address, Headers.GetValueOrDefault("Content-Type"));
        }
    }

    /// <summary>Prints no body.</summary>
    public override string ToString() => $"ThorAnswer({Status}, {Body.Length} bytes)";
}

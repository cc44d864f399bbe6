namespace IntegrationHost.Contracts.Channels;

/// <summary>The provider's answer as it came, capped in size. Redirects are answers, too: none is followed.</summary>
public sealed record ProviderResponse
{
    /// <summary>HTTP status code.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Headers of the answer and its content; names compare without case, several values are joined with <c>", "</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Media type without parameters, in lower case, such as <c>application/json</c>; empty if none was sent.</summary>
    public required string ContentType { get; init; }

    /// <summary>The body after decompression, at most 1 MiB.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and <= 299;

    /// <summary>Prints the status and the size, never the body.</summary>
    public override string ToString() => $"ProviderResponse({StatusCode}, {ContentType}, {Body.Length} bytes)";
}

using Microsoft.AspNetCore.Http.Metadata;

namespace IntegrationHost.Api.Requests;

/// <summary>How large the body of a request may be, in bytes; routing applies it.</summary>
internal sealed class BodyCap(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>For every address that names no other: 64 KiB.</summary>
    public const long Usual = 64 * 1024;

    /// <summary>For an import: 8 MiB.</summary>
    public static readonly BodyCap Import = new(8 * 1024 * 1024);

    /// <inheritdoc/>
    public long? MaxRequestBodySize => bytes;
}

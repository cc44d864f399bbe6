using Microsoft.AspNetCore.Http.Metadata;

namespace IntegrationHost.Api.Requests;

/// <summary>How large the body of a request may be, in bytes; routing applies it.</summary>
internal sealed class BodyCap(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>For every address that names no other: 64 KiB.</summary>
    public const long Usual = 64 * 1024;

    /// <summary>For an import: 8 MiB.</summary>
    public static readonly BodyCap Import = new(8 * 1024 * 1024);

    /// <summary>For an entity of ThorAPI that may hold a drawing or a prompt of 1.5 million characters: 8 MiB.</summary>
    public static readonly BodyCap Large = new(8 * 1024 * 1024);

    /// <summary>For an ExecModule, whose texts may have 100,000 characters each: 1 MiB.</summary>
    public static readonly BodyCap Module = new(1024 * 1024);

    /// <inheritdoc/>
    public long? MaxRequestBodySize => bytes;
}

namespace IntegrationHost.Core.Channels;

/// <summary>The limits of every call to a provider.</summary>
public sealed record ChannelOptions
{
    /// <summary>Time for name resolution, connection and TLS; 3 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for the whole call, to the last byte of the body; 10 seconds by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes a body may have after decompression; 1 MiB by default.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Kilobytes the headers of an answer may have; 32 by default.</summary>
    public int MaxHeaderKilobytes { get; init; } = 32;
}

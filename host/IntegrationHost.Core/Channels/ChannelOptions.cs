namespace IntegrationHost.Core.Channels;

/// <summary>The limits of every call to a provider.</summary>
public sealed record ChannelOptions
{
    /// <summary>Time for name resolution, connection and TLS; 3 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for the whole call with its retries and waits, to the last byte of the body; 10 seconds by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes a body may have after decompression; 1 MiB by default.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Kilobytes the headers of an answer may have; 32 by default.</summary>
    public int MaxHeaderKilobytes { get; init; } = 32;

    /// <summary>How often a call is sent again that may be and failed on its way, or was limited for a short time; 2 by default, 0 for never.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>The longest wait that a provider may ask for before a retry, however long the deadline is; 60 seconds by default.</summary>
    public TimeSpan MaxRetryWait { get; init; } = TimeSpan.FromSeconds(60);
}

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>What a worker may take, and how long it is waited for.</summary>
internal sealed record WorkerOptions
{
    /// <summary>From the start of the process to the plugin's description.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A call may be this long without a sign, while nothing is asked of the host.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A whole call, with all it asks of the provider.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From the cancellation of a call to its end.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the first byte of a message to its last.</summary>
    public TimeSpan MessageDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A worker that is asked nothing for so long is ended; the next call starts another.</summary>
    public TimeSpan IdleStop { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Processor time that it may use while nothing is asked of it; what it does then, it does for itself.</summary>
    public TimeSpan IdleWork { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a worker is looked at.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Bytes of private memory: heap, code, and the stacks of all threads.</summary>
    public long Memory { get; init; } = 768L * 1024 * 1024;

    /// <summary>Bytes of the managed heap.</summary>
    public long Heap { get; init; } = 256L * 1024 * 1024;

    /// <summary>Threads at once.</summary>
    public int Threads { get; init; } = 256;

    /// <summary>Bytes of the largest file that it may write.</summary>
    public long FileSize { get; init; } = 16L * 1024 * 1024;

    /// <summary>Bytes of all files in its home.</summary>
    public long HomeSize { get; init; } = 64L * 1024 * 1024;

    /// <summary>Files and directories in its home.</summary>
    public int HomeFiles { get; init; } = 2_000;

    /// <summary>Open files.</summary>
    public int OpenFiles { get; init; } = 256;

    /// <summary>Seconds of processor time of one process; a worker that has used them up is replaced.</summary>
    public int ProcessorSeconds { get; init; } = 3_600;

    /// <summary>Requests of one call that are under way at once.</summary>
    public int RequestsAtOnce { get; init; } = 64;

    /// <summary>Bytes that may wait until it reads them.</summary>
    public long Unread { get; init; } = 128L * 1024 * 1024;

    /// <summary>So many faults within <see cref="FaultWindow"/> and it is not started any more.</summary>
    public int Faults { get; init; } = 5;

    /// <summary>See <see cref="Faults"/>.</summary>
    public TimeSpan FaultWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait after the first fault; each further one doubles it, up to 64 times.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(100);
}

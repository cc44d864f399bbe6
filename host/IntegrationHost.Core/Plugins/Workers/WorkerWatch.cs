namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>Looks at a worker every so often and ends one that hangs, drips, or takes more than it may.</summary>
internal sealed class WorkerWatch : IDisposable
{
    // Looks between two looks at its files.
    private const int HomeEvery = 8;

    private readonly WorkerProcess worker;
    private readonly WorkerOptions options;
    private readonly Timer timer;
    private TimeSpan? workedBefore;
    private int callsBefore;
    private int looks;
    private int looking;

    public WorkerWatch(WorkerProcess worker, WorkerOptions options)
    {
        this.worker = worker;
        this.options = options;
        timer = new Timer(_ => Look(), null, options.WatchInterval, options.WatchInterval);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        // A slow look is not overtaken by the next.
        if (Interlocked.Exchange(ref looking, 1) == 1)
            return;

        try
        {
            if (Find() is { } reason)
                worker.End(reason);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or ArithmeticException)
        {
            // It ended as it was looked at.
        }

        Volatile.Write(ref looking, 0);
    }

    private WorkerEnd? Find()
    {
        if (worker.PendingMessage > options.MessageDeadline)
            return new WorkerEnd(WorkerEnd.Garbled, $"did not finish a message within {options.MessageDeadline.TotalSeconds:0.#} s");
        if (worker.Unread > options.Unread)
            return new WorkerEnd(WorkerEnd.Garbled, $"did not read what it was sent, until more than {options.Unread / 1024 / 1024} MiB waited");
        if (worker.Calls.Select(call => call.Overdue(options)).FirstOrDefault(end => end is not null) is { } overdue)
            return overdue;
        if (worker.Idle > options.IdleStop)
            return WorkerEnd.Stopped;
        if (WorksForItself())
            return new WorkerEnd(WorkerEnd.Exhausted, $"kept a processor busy for {options.IdleWork.TotalSeconds:0.#} s while nothing was asked of it");
        if (ProcessFacts.Read(worker.ProcessId) is { } facts)
        {
            if (facts.Threads > options.Threads)
                return new WorkerEnd(WorkerEnd.Exhausted, $"had more than {options.Threads} threads");
            if (facts.ResidentBytes > options.Memory)
                return new WorkerEnd(WorkerEnd.Exhausted, $"used more than {options.Memory / 1024 / 1024} MiB of memory");
        }

        return looks++ % HomeEvery == 0 && worker.Home.IsOver(options.HomeSize, options.HomeFiles)
            ? new WorkerEnd(WorkerEnd.Exhausted, $"wrote more than {options.HomeSize / 1024 / 1024} MiB or {options.HomeFiles} files, or too deep to count")
            : null;
    }

    /// <summary>Whether it has used more than it may since its last call ended.</summary>
    private bool WorksForItself()
    {
        // Until the plugin is loaded it starts, and that is work that was asked for; a short call is over between two looks.
        int calls = worker.CallsMade;
        if (worker.Providers.Count == 0 || worker.Calls.Count > 0 || calls != callsBefore)
        {
            callsBefore = calls;
            workedBefore = null;
            return false;
        }

        TimeSpan? now = ProcessFacts.Worked(worker.ProcessId);
        workedBefore ??= now;
        return now - workedBefore > options.IdleWork;
    }
}

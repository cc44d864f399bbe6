using System.Runtime.InteropServices;

namespace IntegrationHost.Console.Hosting;

/// <summary>Notices when what the terminal shows may no longer be what was sent: it was resized, even if it has its old size again, or the console came back to the foreground.</summary>
internal sealed class TerminalChanges : IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _happened;

    public TerminalChanges()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGWINCH, PosixSignal.SIGCONT])
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Volatile.Write(ref _happened, 1)));
    }

    /// <summary>Whether it happened since the last time this was asked.</summary>
    public bool Take() => Interlocked.Exchange(ref _happened, 0) != 0;

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }
}

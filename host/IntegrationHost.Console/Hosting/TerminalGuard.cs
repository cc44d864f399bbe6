using System.Runtime.InteropServices;

namespace IntegrationHost.Console.Hosting;

/// <summary>Gives the terminal back however the process ends: signals, exceptions on any thread, a terminal that hangs up.</summary>
internal sealed class TerminalGuard : IDisposable
{
    /// <summary>Ends key protocol, paste and mouse modes, colours and the alternate screen, and shows the cursor.</summary>
    public const string Restore = "\e[<u\e[?2004l\e[?1003l\e[?1015l\e[?1006l\e[0m\e[?1049l\e[?25h" + RestoreKeypad;

    /// <summary>Ends the application modes of cursor keys and keypad, which the runtime switches on as soon as a program reads keys, and never off.</summary>
    public const string RestoreKeypad = "\e[?1l\e>";

    private static readonly TimeSpan HangUpPatience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan TerminatePatience = TimeSpan.FromSeconds(3);

    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Action _stop;
    private readonly Action _release;
    private int _exitCode;

    /// <param name="stop">Asks the main loop to end; called on a signal's thread.</param>
    /// <param name="release">Disposes the library; called when the process is about to die.</param>
    public TerminalGuard(Action stop, Action release)
    {
        _stop = stop;
        _release = release;
        Watch(PosixSignal.SIGINT, 2, TerminatePatience);
        Watch(PosixSignal.SIGTERM, 15, TerminatePatience);
        Watch(PosixSignal.SIGHUP, 1, HangUpPatience);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    /// <summary>Exit code of the signal that ended the console; 0 if none did.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    private void Watch(PosixSignal signal, int number, TimeSpan patience) => _signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Volatile.Write(ref _exitCode, 128 + number);
        StartWatchdog(128 + number, patience);
        _stop();
    }));

    // A terminal that is gone leaves the library's reader spinning, and its Dispose waits for that reader for ever.
    private static void StartWatchdog(int exitCode, TimeSpan patience)
    {
        Thread watchdog = new(() =>
        {
            Thread.Sleep(patience);
            TryWrite(Restore);
            Environment.Exit(exitCode);
        })
        { IsBackground = true, Name = "console watchdog" };
        watchdog.Start();
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        _release();
        TryWrite(Restore);
    }

    /// <summary>Writes to the terminal, if it is still there.</summary>
    public static void TryWrite(string sequence)
    {
        try
        {
            System.Console.Out.Write(sequence);
            System.Console.Out.Flush();
        }
        catch (IOException)
        {
            // The window was closed: nobody is left to see it, and this must not be how the process ends.
        }
    }
}

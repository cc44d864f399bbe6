using System.ComponentModel;
using System.Diagnostics;

namespace IntegrationHost.Console.Hosting;

/// <summary>
/// Gives the terminal back even if this process is killed, which no process can hear of itself: a shell waits at a pipe for a line, and if the pipe ends without one, it does what was left undone.
/// </summary>
internal sealed class KillGuard : IDisposable
{
    private const string Shell = "/bin/sh";

    // It must outlive the signals that end everything around it, and may write although it is no longer in the foreground. A shell that started the console has mended the line
    // discipline by itself and may read already; "dotnet run" and scripts between have not: only a console leaves output as it is written (-opost).
    private const string Script = "trap '' INT TERM HUP TTOU; saved=$(stty -g </dev/tty 2>/dev/null); echo; exec >/dev/null 2>&1; read -r end && exit 0; "
        + "case $(stty -a </dev/tty) in *-opost*) stty \"$saved\" </dev/tty;; esac; printf '%s' \"$1\" >/dev/tty";

    private const string Message = "\r\nThe console was killed. The terminal is given back.\r\n";

    private readonly Process _shell;

    private KillGuard(Process shell) => _shell = shell;

    /// <summary>Starts the shell, and waits until it knows how the terminal was: to be called before that is changed.</summary>
    /// <returns><c>null</c> where there is none; a killed console leaves the terminal to <c>reset</c> then.</returns>
    public static KillGuard? Start()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Shell))
            return null;
        // All three: for a child that has the terminal, the runtime would set up the terminal anew when it ends.
        ProcessStartInfo info = new(Shell, ["-c", Script, "sh", TerminalGuard.Restore + Message])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment.Clear();
        try
        {
            if (Process.Start(info) is not { } shell)
                return null;
            shell.StandardOutput.ReadLine();
            return new KillGuard(shell);
        }
        catch (Win32Exception)
        {
            // No more processes are allowed: not a reason not to start.
            return null;
        }
    }

    /// <summary>Says that nothing is left undone.</summary>
    public void Dispose()
    {
        try
        {
            _shell.StandardInput.WriteLine();
            _shell.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // Somebody has ended it.
        }

        _shell.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using IntegrationHost.TestTerminal;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>However the console ends, the shell below it gets its terminal back.</summary>
public sealed class TerminalEndTests(ServedProgram served) : IClassFixture<ServedProgram>
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Fact]
    public void CtrlQ_AnyTime_Quits()
    {
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(served.Program);
        terminal.Type("\x11");
        ConsoleTerminal.AssertEnds(terminal, 0);
    }

    [Fact]
    public void CtrlC_Twice_Quits()
    {
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(served.Program);
        terminal.Type("\x03");
        ConsoleTerminal.UntilShown(terminal, "Ctrl+C again quits");
        terminal.Type("\x03");
        ConsoleTerminal.AssertEnds(terminal, 0);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    [InlineData(HangUp)]
    public void Signal_WithAHelpOpen_EndsWithItsNumber(int signal)
    {
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(served.Program);
        terminal.Type("?");
        ConsoleTerminal.UntilShown(terminal, "HELP · EVERY KEY");
        terminal.Signal(signal);
        ConsoleTerminal.AssertEnds(terminal, 128 + signal);
    }

    [Fact]
    public void Kill_GivesTheShellItsTerminal()
    {
        string note = Path.Combine(served.Program.Root, "console.pid");
        using PseudoTerminal terminal = OpenShell();
        terminal.Type($"sh -c 'echo $$ > {note}; exec dotnet {HostProgram.AssemblyPath} --data {served.Program.DataDirectory}'\n");
        KillConsole(terminal, note);
        terminal.Type("echo in-the-$((1+1))nd-shell\n");
        ConsoleTerminal.UntilShown(terminal, "in-the-2nd-shell");
        AssertScreenIsTheShells(terminal);
    }

    /// <summary>A program between the shell and the console, such as <c>dotnet run</c>, ends as always, and the shell sees no reason to mend anything.</summary>
    [Fact]
    public void Kill_BelowAnotherProgram_MendsTheLineDiscipline()
    {
        string note = Path.Combine(served.Program.Root, "below.pid");
        using PseudoTerminal terminal = OpenShell();
        terminal.Type($"sh -c 'sh -c \"echo \\$\\$ > {note}; exec dotnet {HostProgram.AssemblyPath} --data {served.Program.DataDirectory}\"; sleep 1'\n");
        KillConsole(terminal, note);
        terminal.Type("echo raw-$(stty -a | grep -c -e -opost)-settings\n");
        ConsoleTerminal.UntilShown(terminal, "raw-0-settings");
        AssertScreenIsTheShells(terminal);
    }

    [Fact]
    public void WindowClosed_EndsAtOnceAndLeavesNoProcess()
    {
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(served.Program);
        terminal.HangUp();
        Assert.Equal(128 + HangUp, terminal.WaitForExit(ConsoleTerminal.Patience));
        Assert.False(Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{terminal.ProcessId}")), "The process is still there.");
    }

    [Fact]
    public void CtrlZ_AndBack_GivesTheShellItsTerminalAndTheConsoleItsScreen()
    {
        using PseudoTerminal terminal = OpenShell();
        terminal.Type($"dotnet {HostProgram.AssemblyPath} --data {served.Program.DataDirectory}\n");
        ConsoleTerminal.UntilLive(terminal);

        terminal.Type("\x1a");
        ConsoleTerminal.UntilShown(terminal, "Stopped");
        AssertScreenIsTheShells(terminal);
        terminal.Type("echo in-the-$((1+1))nd-shell\n");
        ConsoleTerminal.UntilShown(terminal, "in-the-2nd-shell");

        terminal.Type("fg\n");
        ConsoleTerminal.UntilLive(terminal);
        terminal.Type("\x11");
        terminal.Until(text => text.TrimEnd().EndsWith("shell>", StringComparison.Ordinal) && !text.Contains("LIVE", StringComparison.Ordinal), "the shell", ConsoleTerminal.Patience);
        terminal.Type("echo ended-with-$?\n");
        ConsoleTerminal.UntilShown(terminal, "ended-with-0");
        AssertScreenIsTheShells(terminal);
    }

    [Fact]
    public void DumbTerminal_IsToldWhatToDo()
    {
        using PseudoTerminal terminal = ConsoleTerminal.Open(served.Program, variables: new Dictionary<string, string?> { ["TERM"] = "dumb" });
        ConsoleTerminal.AssertEnds(terminal, 2);
        Assert.Contains("set TERM", terminal.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\e', terminal.Raw);
    }

    [Fact]
    public async Task NoTerminal_IsToldWhatToDo()
    {
        HostRun run = await served.Program.RunAsync("");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("use a subcommand", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private PseudoTerminal OpenShell()
    {
        Dictionary<string, string?> variables = ConsoleTerminal.Variables(served.Program, new Dictionary<string, string?> { ["PS1"] = "shell> ", ["HISTFILE"] = null });
        PseudoTerminal terminal = PseudoTerminal.Start(120, 36, variables, "bash", "--noprofile", "--norc", "-i");
        ConsoleTerminal.UntilShown(terminal, "shell>");
        return terminal;
    }

    // A shell that edits lines switches its own paste mode on.
    private static void AssertScreenIsTheShells(PseudoTerminal terminal) => terminal.Look(screen =>
    {
        Assert.DoesNotContain(1049, screen.Modes);
        Assert.DoesNotContain(1003, screen.Modes);
        Assert.Contains(25, screen.Modes);
        Assert.Equal(0, screen.KeyboardProtocols);
        return true;
    });

    private static void KillConsole(PseudoTerminal terminal, string note)
    {
        ConsoleTerminal.UntilLive(terminal);
        using (Process console = Process.GetProcessById(int.Parse(File.ReadAllText(note), CultureInfo.InvariantCulture)))
            console.Kill();
        ConsoleTerminal.UntilShown(terminal, "The terminal is given back");
    }
}

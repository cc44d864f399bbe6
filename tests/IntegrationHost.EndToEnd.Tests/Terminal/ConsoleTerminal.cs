using System.Globalization;
using IntegrationHost.TestTerminal;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>The built console in a terminal, as a person has it before them.</summary>
internal static class ConsoleTerminal
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts the console on a program's store.</summary>
    public static PseudoTerminal Open(HostProgram program, int width = 120, int height = 36, IReadOnlyDictionary<string, string?>? variables = null) =>
        PseudoTerminal.Start(width, height, Variables(program, variables), "dotnet", HostProgram.AssemblyPath, "--data", program.DataDirectory);

    /// <summary>Starts the console and waits until the host's data is on the screen.</summary>
    public static PseudoTerminal OpenReady(HostProgram program, int width = 120, int height = 36, IReadOnlyDictionary<string, string?>? variables = null)
    {
        PseudoTerminal terminal = Open(program, width, height, variables);
        try
        {
            UntilLive(terminal);
            return terminal;
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <summary>Presses Esc, and leaves it alone for as long as a terminal needs to tell it from the beginning of a sequence.</summary>
    public static void Escape(PseudoTerminal terminal)
    {
        terminal.Type("\e");
        Thread.Sleep(150);
    }

    /// <summary>Waits for a text on the screen.</summary>
    public static string UntilShown(PseudoTerminal terminal, string wanted) => terminal.Until(text => text.Contains(wanted, StringComparison.Ordinal), $"'{wanted}'", Patience);

    /// <summary>Waits until data of the host is on the screen.</summary>
    public static string UntilLive(PseudoTerminal terminal) => UntilShown(terminal, "LIVE");

    /// <summary>Waits for the end and checks that the terminal is as it was before: what a shell needs most.</summary>
    public static void AssertEnds(PseudoTerminal terminal, int exitCode)
    {
        int? actual = terminal.WaitForExit(Patience);
        Assert.True(exitCode == actual, $"The console ended with {actual?.ToString(CultureInfo.InvariantCulture) ?? "nothing: it still runs"}. It shows:\n{terminal.Look(screen => screen.Text)}");
        Assert.True(terminal.LineModeRestored, "Line mode or echo is not restored.");
        AssertScreenRestored(terminal);
    }

    public static void AssertScreenRestored(PseudoTerminal terminal) => terminal.Look(screen =>
    {
        Assert.True(screen.IsRestored, $"Modes left on: {string.Join(' ', screen.Modes)}; keyboard protocols: {screen.KeyboardProtocols}.");
        return true;
    });

    /// <summary>The environment of the program in a terminal.</summary>
    public static Dictionary<string, string?> Variables(HostProgram program, IReadOnlyDictionary<string, string?>? more = null)
    {
        Dictionary<string, string?> variables = new()
        {
            ["XDG_CONFIG_HOME"] = program.ConfigDirectory,
            ["XDG_RUNTIME_DIR"] = program.Root,
            ["TERM"] = "xterm-256color",
            ["COLORTERM"] = "truecolor",
            ["NO_COLOR"] = null,
            ["TERM_PROGRAM"] = null,
            ["DisableRealDriverIO"] = null,
        };
        foreach ((string name, string? value) in more ?? new Dictionary<string, string?>())
            variables[name] = value;
        return variables;
    }
}

using System.Diagnostics;
using System.Text;
using IntegrationHost.Client;
using IntegrationHost.TestTerminal;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>The console in a real terminal: sizes, storms, colours, and the host that dies below it.</summary>
public sealed class TerminalScreenTests(ServedProgram served) : IClassFixture<ServedProgram>
{
    private const int KillSignal = 9;

    [Fact]
    public void Storm_OfSizesAndKeys_LeavesAWholeScreen()
    {
        using PseudoTerminal terminal = ConsoleTerminal.Open(served.Program);
        // The first frame does not wait for the host.
        ConsoleTerminal.UntilShown(terminal, "CONSOLE");
        ConsoleTerminal.UntilLive(terminal);
        var random = new Random(7);
        string[] keys = ["j", "k", "\t", "?", "\e", "1", "2", "3", "/", "x", "\r", "G", "g", "\e[B", "\e[<65;20;20M", "\e[200~pasted\e[201~", "\e[25~", "\e[7~", "\e[201~", "\eOO"];
        for (int step = 0; step < 60; step++)
        {
            terminal.Resize(random.Next(1, 220), random.Next(1, 70));
            terminal.Type(keys[random.Next(keys.Length)]);
            Thread.Sleep(5);
        }

        terminal.Resize(80, 24);
        ConsoleTerminal.Escape(terminal);
        ConsoleTerminal.Escape(terminal);
        ConsoleTerminal.Escape(terminal);
        string small = terminal.Until(
            text => text.Contains("LIVE", StringComparison.Ordinal) && text.Contains("Ctrl+Q", StringComparison.Ordinal) && text.Split('\n').Length == 25, "a whole screen of 80x24", ConsoleTerminal.Patience);
        // Which page the keys have led to is chance; that its frame stands whole is not.
        Assert.Matches("^▗ +[A-Z]{4,}", small);
        terminal.Resize(120, 36);
        terminal.Until(text => text.Split('\n') is [.., _, var last, ""] && last.Contains("Ctrl+Q", StringComparison.Ordinal) && text.Contains("CONSOLE ›", StringComparison.Ordinal), "a whole screen of 120x36", ConsoleTerminal.Patience);
        terminal.Type("\x11");
        ConsoleTerminal.AssertEnds(terminal, 0);
    }

    [Fact]
    public void NoColor_SendsNoColour()
    {
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(served.Program, 80, 24, new Dictionary<string, string?> { ["NO_COLOR"] = "1" });
        terminal.Look(screen =>
        {
            for (int y = 0; y < screen.Height; y++)
            {
                for (int x = 0; x < screen.Width; x++)
                    Assert.True(screen[y, x].Style is { Text: null, Block: null }, $"Row {y}, column {x} has a colour.");
            }

            return true;
        });
        Assert.DoesNotMatch("\e\\[[0-9;]*(38|48)[;:]", Encoding.UTF8.GetString(terminal.Raw));
    }

    [Fact]
    public async Task Host_KilledBelowIt_IsReplacedAndNothingIsLost()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using var program = new HostProgram();
        using Process owner = program.Start(redirectInput: false, "serve");
        try
        {
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(cancel));
            await program.JsonAsync("[{ \"name\": \"Announce\", \"className\": \"SlackPostModule\" }]", "modules", "import", "-");
            using PseudoTerminal terminal = ConsoleTerminal.OpenReady(program);
            ConsoleTerminal.UntilShown(terminal, "Announce");
            using (var kill = Process.GetProcessById(owner.Id))
                kill.Kill();
            await owner.WaitForExitAsync(cancel);

            // The console becomes the owner of the store, as any other client would.
            await UntilOwnerAsync(program, terminal.ProcessId, cancel);
            terminal.Type("r");
            string text = ConsoleTerminal.UntilLive(terminal);
            Assert.Contains("Announce", text, StringComparison.Ordinal);
            terminal.Signal(KillSignal);
        }
        finally
        {
            if (!owner.HasExited)
                owner.Kill(entireProcessTree: true);
        }
    }

    private static async Task UntilOwnerAsync(HostProgram program, int processId, CancellationToken cancellationToken)
    {
        string token = (await File.ReadAllTextAsync(Path.Combine(program.DataDirectory, "api.token"), cancellationToken)).Trim();
        using var client = IntegrationHostClient.OverSocket(Path.Combine(program.DataDirectory, "run", "host.sock"), token);
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < ConsoleTerminal.Patience)
        {
            try
            {
                if ((await client.GetStatusAsync(cancellationToken)).ProcessId == processId)
                    return;
            }
            catch (HostUnavailableException)
            {
                // Nobody has taken over yet.
            }

            await Task.Delay(50, cancellationToken);
        }

        Assert.Fail("The console never took the store over.");
    }
}

using System.Text;
using IntegrationHost.TestTerminal;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>What the terminal is sent, byte for byte: no secret, and no escape that somebody else wrote.</summary>
public sealed class TerminalSecretTests
{
    // In two parts, so that no scanner takes them for keys.
    private const string Typed = "xoxb-" + "222222222222-CanaryTypedQ4hV8EXAMPLE";
    private const string Pasted = "xoxb-" + "333333333333-CanaryPastedW9kR2EXAMPLE";

    [Fact]
    public void Secret_TypedPastedAndStored_IsInNoByte()
    {
        using var program = new HostProgram();
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(program);
        OpenForm(terminal);
        terminal.Type(Typed);
        ConsoleTerminal.UntilShown(terminal, $"{Typed.Length} chars");
        terminal.Type("\x15");
        terminal.Paste(Pasted);
        ConsoleTerminal.UntilShown(terminal, $"{Pasted.Length} chars");
        // Nothing may leave this machine: F2 (in the way of xterm) leads to the address.
        terminal.Type("\eOQ");
        ConsoleTerminal.UntilShown(terminal, "fewer fields");
        terminal.Type("\x15http://127.0.0.1:9\x13");
        ConsoleTerminal.UntilShown(terminal, "Enter closes");
        terminal.Type("\r\x11");
        ConsoleTerminal.AssertEnds(terminal, 0);

        byte[] raw = terminal.Raw;
        CanarySearch.AssertAbsent([Typed, Pasted], [Encoding.UTF8.GetString(raw)], program.Root);
        // A terminal draws letter by letter, so the halves of a word may lie apart: the screen's own search is for the middle.
        Assert.DoesNotContain("Canary", Encoding.Latin1.GetString(raw), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("∙∙∙∙∙∙∙∙", Encoding.UTF8.GetString(raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileNames_FromEverywhere_SendNoEscape()
    {
        // What a terminal would obey: clear the screen, set the title, copy to the clipboard, link, and the 8-bit forms of the same.
        const string Evil = "EVIL\\u001b[2J\\u001b]0;owned\\u0007\\u001b]52;c;b3duZWQ=\\u0007\\u009b31m\\u202egnp\\u001b]8;;http://owned.example\\u001b\\\\";
        using var program = new HostProgram();
        await program.RunAsync(
            $$"""[{ "name": "W {{Evil}}", "tasks": [{ "name": "t", "modules": [{ "name": "{{Evil}}", "className": "SlackPostModule" }, { "name": "x", "className": "{{Evil}}" }] }] }]""",
            "modules", "import", "-");
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(program);
        ConsoleTerminal.UntilShown(terminal, "EVIL");
        terminal.Type("2\r");
        ConsoleTerminal.UntilShown(terminal, "QUICK CREATE");
        terminal.Type("\x11");
        ConsoleTerminal.AssertEnds(terminal, 0);

        string raw = Encoding.UTF8.GetString(terminal.Raw);
        Assert.True(string.IsNullOrEmpty(terminal.Screen.Title));
        Assert.DoesNotContain("\e]0;owned", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]52;", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]8;;http://owned", raw, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', raw);
        Assert.DoesNotContain('\u202e', raw);
    }

    private static void OpenForm(PseudoTerminal terminal)
    {
        terminal.Type("3/slack");
        ConsoleTerminal.UntilShown(terminal, "/ slack");
        terminal.Type("\r\r");
        ConsoleTerminal.UntilShown(terminal, "NEW ACCOUNT · SLACK");
    }
}

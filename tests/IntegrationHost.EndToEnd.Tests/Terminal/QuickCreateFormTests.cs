using System.Text;
using IntegrationHost.TestTerminal;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>The short form as Workflow Studio opens it: one command, one paste, one key, and an answer for the program that called.</summary>
public sealed class QuickCreateFormTests
{
    // In two parts, so that no scanner takes it for a key.
    private const string Key = "xoxb-" + "555555555555-CanaryFormD8sA3qEXAMPLE";

    [Fact]
    public async Task Form_FilledByAPaste_LinksTheModuleAndTellsWhatItMade()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using SlackVendor slack = await SlackVendor.StartAsync(cancel);
        slack.Accept(Key, "chat:write");
        using var program = new HostProgram();
        await program.JsonAsync("""[{ "id": "6f0c6a5e-5b6c-4b7a-9a55-0d7c1e5f2a10", "name": "Announce order", "className": "SlackPostModule" }]""", "modules", "import", "-");
        using PseudoTerminal terminal = Open(program, "--exec-module", "6f0c6a5e-5b6c-4b7a-9a55-0d7c1e5f2a10", "--base-url", slack.BaseUrl);
        ConsoleTerminal.UntilShown(terminal, "QUICK CREATE · SLACK");
        ConsoleTerminal.UntilShown(terminal, "for Announce order");
        terminal.Paste(Key);
        ConsoleTerminal.UntilShown(terminal, $"{Key.Length} chars");
        terminal.Type("\x13");
        ConsoleTerminal.UntilShown(terminal, "1 module linked and able to run.");
        terminal.Type("\r");
        ConsoleTerminal.AssertEnds(terminal, 0);
        string left = terminal.Look(screen => screen.Text);
        Assert.Contains("Stored SLACK", left, StringComparison.Ordinal);
        Assert.Contains("linked", left, StringComparison.Ordinal);
        CanarySearch.AssertAbsent([Key], [Encoding.UTF8.GetString(terminal.Raw)], program.Root);
    }

    [Fact]
    public void Form_ClosedBefore_SaysThatNothingWasStored()
    {
        using var program = new HostProgram();
        using PseudoTerminal terminal = Open(program, "--module", "Announce order", "--class", "SlackPostModule");
        ConsoleTerminal.UntilShown(terminal, "QUICK CREATE · SLACK");
        ConsoleTerminal.Escape(terminal);
        ConsoleTerminal.AssertEnds(terminal, 1);
        Assert.Contains("Nothing was stored", terminal.Look(screen => screen.Text), StringComparison.Ordinal);
    }

    private static PseudoTerminal Open(HostProgram program, params string[] arguments) => PseudoTerminal.Start(
        100, 30, ConsoleTerminal.Variables(program), "dotnet", [HostProgram.AssemblyPath, "quick-create", "--form", .. arguments, "--data", program.DataDirectory]);
}

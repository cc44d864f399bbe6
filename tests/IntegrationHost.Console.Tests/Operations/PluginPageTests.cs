using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

public sealed class PluginPageTests
{
    [Fact]
    public async Task Approve_ShowsWhatIsAskedForAndApprovesExactlyThat()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("5");
        await screen.UntilAsync("legacy-crm");
        screen.Type("t");
        string question = await screen.UntilAsync("APPROVE · acme 2.0.0");
        Assert.Contains("+ host: files.acme.example", question, StringComparison.Ordinal);
        Assert.Contains("API key: Header, apiKey (secret)", question, StringComparison.Ordinal);
        Snapshot.Match("ApprovePlugin-120x36", question);
        screen.Press(Key.Enter);
        Assert.DoesNotContain(host.Calls, call => call.StartsWith("approve", StringComparison.Ordinal));
        screen.Type("t");
        await screen.UntilAsync("APPROVE · acme 2.0.0");
        screen.Type("y");
        await screen.UntilAsync("acme 2.0.0 is approved: Active");
        Assert.Contains($"approve {FakeHost.WaitingDigest}", host.Calls);
    }

    [Fact]
    public async Task Add_OfAPathThatIsRefused_StaysOpenAndSaysWhy()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("5");
        await screen.UntilAsync("legacy-crm");
        screen.Type("n");
        await screen.UntilAsync("ADD A PLUGIN");
        screen.Type("acme.zip");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("x must be a full path");
        screen.Press(Key.U.WithCtrl);
        screen.Type("/plugins/acme.zip");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("APPROVE · acme 2.0.0");
    }

    [Fact]
    public async Task SwitchOff_TellsWhatStops_AndOnAgain()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("5");
        await screen.UntilAsync("legacy-crm");
        screen.Type("/slack");
        screen.Press(Key.Enter);
        screen.Type("d");
        string question = await screen.UntilAsync("SWITCH OFF · slack");
        Assert.Contains("ACME_MAIN", question, StringComparison.Ordinal);
        Assert.Contains("2 that you may not see", question, StringComparison.Ordinal);
        screen.Type("y");
        await screen.UntilAsync("slack is off: Disabled");
        await screen.UntilAsync("- Disabled");
        screen.Type("d");
        await screen.UntilAsync("SWITCH ON · slack");
        screen.Type("y");
        await screen.UntilAsync("slack is on: Active");
        screen.Type("b");
        await screen.UntilAsync("GO BACK · slack");
        screen.Press(Key.Esc);
        screen.Press(Key.Delete);
        await screen.UntilAsync("REMOVE · slack");
    }
}

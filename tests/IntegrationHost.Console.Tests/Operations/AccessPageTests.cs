using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

public sealed class AccessPageTests
{
    [Fact]
    public async Task NewToken_IsShownOnceAndLeavesNoTrace()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        List<string> copied = [];
        screen.Model.Copying += copied.Add;
        screen.Type("8");
        await screen.UntilAsync("laptop");
        screen.Type("n");
        Snapshot.Match("NewToken-120x36", await screen.UntilAsync("NEW TOKEN"));
        screen.Type("ci");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync(FakeHost.TokenText);
        screen.Press(Key.Enter);
        screen.Type("y");
        Assert.Contains(FakeHost.TokenText, screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Esc);
        await screen.UntilAsync("k3y1d2");
        Assert.DoesNotContain("CANARY", screen.Text + screen.Ansi, StringComparison.Ordinal);
        Assert.Empty(copied);
    }

    [Fact]
    public async Task NewToken_WithAWordForDays_IsNotSent()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("8");
        await screen.UntilAsync("laptop");
        screen.Type("n");
        await screen.UntilAsync("NEW TOKEN");
        screen.Type("ci");
        screen.Press(Key.Tab, Key.Tab, Key.Tab, Key.U.WithCtrl);
        screen.Type("many");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("x Days must be a number from 1 to 365");
        Assert.DoesNotContain("create token", host.Calls);
    }

    [Fact]
    public async Task MarkedTokens_AreRevokedTogetherAfterAQuestion()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("8");
        await screen.UntilAsync("laptop");
        screen.Press(Key.Space, Key.Space, Key.Delete);
        string question = await screen.UntilAsync("REVOKE 2 TOKENS");
        Assert.Contains("laptop of alice", question, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        Assert.DoesNotContain(host.Calls, call => call.StartsWith("revoke", StringComparison.Ordinal));
        screen.Press(Key.Delete);
        screen.Type("y");
        await screen.UntilAsync("2 tokens are revoked");
        Assert.Equal(2, host.Calls.Count(call => call.StartsWith("revoke", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Principal_IsMadeSwitchedOnAndDeleted()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("8");
        await screen.UntilAsync("laptop");
        screen.Press(Key.Tab);
        screen.Type("n");
        await screen.UntilAsync("NEW PRINCIPAL");
        screen.Type("bob");
        screen.Press(Key.Tab);
        screen.Type("operators, auditors");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("bob is made");
        Assert.Equal(["operators", "auditors"], host.Principals[^1].Roles);

        screen.Type("/robot");
        screen.Press(Key.Enter);
        screen.Type("e");
        await screen.UntilAsync("it is switched off");
        screen.Press(Key.Tab.WithShift, Key.CursorRight, Key.S.WithCtrl);
        await screen.UntilAsync("robot works again");
        Assert.True(host.Principals[1].Enabled);
        screen.Press(Key.Delete);
        await screen.UntilAsync("Its 1 token goes with it");
        screen.Type("y");
        await screen.UntilAsync("robot is deleted");
    }
}

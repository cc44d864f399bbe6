using IntegrationHost.Client;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class RetryTests
{
    private const string First = "00000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task Verify_ThatCouldNotBeRun_IsTriedAgainWithoutTheRest()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        bool away = true;
        host.Before = call => call == "verify" && away ? Task.FromException(new HostUnavailableException("No host answers.")) : Task.CompletedTask;
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("xoxb-0123456789-EXAMPLEkey");
        screen.Press(Key.Enter);
        await screen.UntilAsync("the smoke test could not be run: r tries again");
        away = false;
        screen.Type("r");
        await screen.UntilAsync("SLACK is stored and verified. 3 modules linked and able to run.");
        Assert.Single(host.Calls, "create");
        Assert.Single(host.Calls, "link");
    }

    [Fact]
    public async Task RefusedKey_ReplacedInTheSameForm_BecomesVerified()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("xoxb-0123456789-badEXAMPLE");
        screen.Press(Key.Enter);
        await screen.UntilAsync("the provider refused it: e takes another key");
        screen.Type("e");
        await screen.UntilAsync("what is typed here replaces its values");
        screen.Type("xoxb-0123456789-goodEXAMPLE");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("SLACK is stored and verified. 3 modules linked and able to run.");
        Assert.Equal("xoxb-0123456789-goodEXAMPLE", host.ValuesOf(First)["botToken"]);
        Assert.Single(host.Calls, "create");
    }

    [Fact]
    public async Task HostAway_WhileStoring_KeepsWhatWasTyped()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        bool away = true;
        host.Before = call => call == "create" && away ? Task.FromException(new HostUnavailableException("No host answers: start one.")) : Task.CompletedTask;
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("xoxb-0123456789-EXAMPLEkey");
        screen.Press(Key.Enter);
        string form = await screen.UntilAsync("x No host answers: start one.");
        Assert.Contains("26 chars", form, StringComparison.Ordinal);
        away = false;
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("SLACK is stored and verified.");
    }
}

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
    public async Task WrongAddress_IsCorrectedInTheSameForm_WithTheKeyThatItNeedsAgain()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("xoxb-0123456789-EXAMPLEkey");
        screen.Press(Key.F2);
        _ = screen.Text;
        screen.Paste("https://nowhere.example/api");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("e corrects key or address");
        screen.Type("e");
        // The address is among the fields at once, and nothing that is stored is asked for again.
        string form = await screen.UntilAsync("https://nowhere.example/api");
        Assert.Contains("empty keeps what is stored", form, StringComparison.Ordinal);
        Assert.DoesNotContain("is required", form, StringComparison.Ordinal);
        screen.Press(Key.Tab.WithShift);
        screen.Paste("https://slack.example/api");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Bot token is needed again");
        screen.Press(Key.Tab);
        screen.Paste("xoxb-0123456789-EXAMPLEkey");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("1 value and the address replaced");
        await screen.UntilAsync("SLACK is stored and verified. 3 modules linked and able to run.");
        Assert.Equal("https://slack.example/api", (await host.GetAccountAsync(First, TestContext.Current.CancellationToken)).BaseUrl);
        Assert.Single(host.Calls, "create");
    }

    [Fact]
    public async Task Address_OfAStoredAccount_IsReplacedWithItsSecrets()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("/openai");
        screen.Press(Key.Enter);
        screen.Type("e");
        await screen.UntilAsync("REPLACE SECRET · OPENAI");
        screen.Press(Key.F2);
        _ = screen.Text;
        screen.Paste("http://127.0.0.1:8080/v1");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("API key is needed again");
        screen.Press(Key.Tab);
        screen.Paste("sk-" + "0123456789012345678901234567890123456EXAMPLE");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("OPENAI is stored and verified.");
        Assert.Equal("http://127.0.0.1:8080/v1", (await host.GetAccountAsync("a1", TestContext.Current.CancellationToken)).BaseUrl);
    }

    [Fact]
    public async Task Result_NamesNoModule_AndANumberLeavesItForThePage()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Model.OpenTemplate(screen.Model.Templates.Find("gemini"));
        screen.Paste("0123456789-EXAMPLEkey");
        screen.Press(Key.S.WithCtrl);
        Assert.Contains("no workflow has a module of Google Gemini yet: 4, then i imports them", await screen.UntilAsync("Enter closes"), StringComparison.Ordinal);
        screen.Type("4");
        Assert.Null(screen.Model.Overlay);
        Assert.Equal("modules", screen.Model.PageId);
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

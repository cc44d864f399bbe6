using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class JourneyTests
{
    // Long, unmistakable, and no word that a frame could hold by chance.
    private const string Canary = "xoxb-CANARY7d1f93e2b5a84c06";

    [Fact]
    public async Task NewAccount_ByKeysAlone_IsStoredVerifiedAndLinked()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);

        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · SLACK");
        screen.Type(Canary);
        Assert.Contains($"✔ {Canary.Length} chars", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);

        string result = await screen.UntilAsync("Enter closes");
        Assert.Contains("✔ STORE", result, StringComparison.Ordinal);
        Assert.Contains("✔ VERIFY", result, StringComparison.Ordinal);
        Assert.Contains("3 of 3 linked, 3 can run", result, StringComparison.Ordinal);
        Assert.Contains("SLACK is stored and verified. 3 modules linked and able to run.", result, StringComparison.Ordinal);
        screen.Press(Key.Enter, Key.D1);
        await screen.RefreshAsync();
        string dashboard = await screen.UntilAsync("9 of 9");
        Assert.Contains("5 of 13 wait", dashboard, StringComparison.Ordinal);
        Assert.Equal(Canary, Assert.Single(host.ValuesOf("00000000-0000-4000-8000-000000000001")).Value);
    }

    [Fact]
    public async Task NewAccount_OfAKindThatThorApiUses_IsStoredWithoutPromisingATest()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.Catalog = [.. host.Catalog.Select(card => card.Id != "slack" ? card : card with { CredentialKinds = [.. card.CredentialKinds.Select(kind => kind with { Tested = false })] })];
        using Screen screen = await Screen.ReadyAsync(host, time);

        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        string form = await screen.UntilAsync("NEW ACCOUNT · SLACK");
        Assert.Contains("kept for ThorAPI", form, StringComparison.Ordinal);
        Assert.DoesNotContain("verify after storing", form, StringComparison.Ordinal);
        Assert.DoesNotContain("Base URL", form, StringComparison.Ordinal);
        screen.Type(Canary);
        screen.Press(Key.S.WithCtrl);

        string result = await screen.UntilAsync("Enter closes");
        Assert.Contains("✔ STORE", result, StringComparison.Ordinal);
        Assert.Contains("nothing to test here", result, StringComparison.Ordinal);
        Assert.DoesNotContain("verified", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceSecret_OfAnotherOwner_IsStoppedOnceAndThenMeant()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("/github");
        screen.Press(Key.Enter, Key.E);
        await screen.UntilAsync("REPLACE SECRET · GITHUB");
        screen.Type("ghp_foreign" + Canary);
        screen.Press(Key.S.WithCtrl);

        string stopped = await screen.UntilAsync("again hands the account over");
        Assert.Contains("The key belongs to Zenith (team id T2).", stopped, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, stopped, StringComparison.Ordinal);
        Assert.Empty(host.ValuesOf("a4"));

        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Assert.Single(host.ValuesOf("a4"));
    }

    [Fact]
    public async Task Findings_OfAnAccount_AreInTableHeroAndDetail()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.Find(
            "a1",
            new FindingReport("LiveKeyOutsideProduction", "Error", "A live key in the environment 'staging' acts on real data: replace it with a test key, or correct the environment."),
            new FindingReport("DuplicateSecret", "Warning", "The same key is stored in OPENAI_2 as well: keep one."));
        using Screen screen = await Screen.ReadyAsync(host, time);
        string dashboard = await screen.UntilAsync("! FLAGGED");
        Assert.Matches("x 1 +FLAGGED", dashboard);

        screen.Type("/openai");
        screen.Press(Key.Enter, Key.Enter);
        string detail = await screen.UntilAsync("ACCOUNT · OPENAI");
        Assert.Contains("! A live key in the environment 'staging' acts on real data", detail, StringComparison.Ordinal);
        Assert.Contains("! The same key is stored in OPENAI_2 as well", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_TypedPastedRefusedAndStored_IsInNoFrame()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        bool refused = false;
        host.Before = call =>
        {
            if (call != "create" || refused)
                return Task.CompletedTask;
            refused = true;
            return Task.FromException(FakeHost.Refusal("fields.botToken", "this workspace is not allowed"));
        };
        using Screen screen = await Screen.ReadyAsync(host, time);
        List<string> seen = [];

        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        screen.Type(Canary[..9]);
        Look();
        screen.App.RaisePasteEvent(Canary[9..]);
        Look();
        screen.Press(Key.Tab, Key.Tab, Key.Z.WithCtrl, Key.Y.WithCtrl, Key.S.WithCtrl);
        Look(await screen.UntilAsync("x this workspace is not allowed"));
        Assert.Contains($"{Canary.Length} chars", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        Look(await screen.UntilAsync("Enter closes"));
        screen.Press(Key.Enter);
        Look();

        Assert.All(seen, frame => Assert.DoesNotContain("CANARY", frame, StringComparison.Ordinal));
        Assert.Equal(Canary, Assert.Single(host.ValuesOf("00000000-0000-4000-8000-000000000001")).Value);

        void Look(string? frame = null)
        {
            seen.Add(frame ?? screen.Text);
            seen.Add(screen.Ansi);
            seen.AddRange(Tree(screen.View).Select(view => view.ToString() + view.ToDebugString() + view.Text));
        }
    }

    [Fact]
    public async Task PemKey_Pasted_IsTakenWholeAndNeverShown()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("3/github");
        screen.Press(Key.Enter, Key.Enter, Key.Tab.WithShift, Key.Tab.WithShift, Key.Tab.WithShift, Key.CursorRight);
        await screen.UntilAsync("Private key");
        screen.Press(Key.Tab, Key.Tab, Key.Tab);
        screen.Type("12345");
        screen.Press(Key.Tab);
        screen.App.RaisePasteEvent("-----BEGIN EXAMPLE-----\r\nCANARYLINE\r\n-----END EXAMPLE-----\r\n");
        string form = screen.Text;
        Assert.Contains("∙∙∙ 3 lines ∙∙∙", form, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARYLINE", form, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Assert.Equal("-----BEGIN EXAMPLE-----\nCANARYLINE\n-----END EXAMPLE-----\n", host.ValuesOf("00000000-0000-4000-8000-000000000001")["privateKey"]);
    }

    [Fact]
    public async Task Coverage_EnterOnModule_OpensItsTemplateWithThatModuleFirst()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("2/upload");
        screen.Press(Key.Enter, Key.Enter);
        string brief = await screen.UntilAsync("QUICK CREATE · SLACK");
        Assert.Contains("for Upload file and 2 more", brief, StringComparison.Ordinal);
        screen.Press(Key.Esc);
        screen.Type("n");
        string form = await screen.UntilAsync("NEW ACCOUNT · SLACK");
        string firstModule = form.Split('\n').First(line => line.Contains("[x]", StringComparison.Ordinal));
        Assert.Contains("Upload file", firstModule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Confirmed_SaysWhatStopsAndRemovesTheAccount()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("/openai");
        screen.Press(Key.Enter, Key.D.WithCtrl);
        string question = screen.Text;
        Assert.Contains("x stops running (2):", question, StringComparison.Ordinal);
        Assert.Contains("Classify ticket (Support triage)", question, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        Assert.DoesNotContain("delete", host.Calls);
        screen.Press(Key.Delete);
        screen.Type("y");
        await screen.UntilAsync("✔ OPENAI is deleted");
        await screen.RefreshAsync();
        Assert.Contains("0 of 7", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhileRunning_ShowsProgressThenTheVerdict()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        TaskCompletionSource answer = new();
        host.Before = call => call == "verify" ? answer.Task : Task.CompletedTask;
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("/mailtrap");
        screen.Press(Key.Enter);
        screen.Type("t");
        time.Advance(TimeSpan.FromSeconds(1.5));
        screen.Model.Tick();
        string running = screen.Text;
        Assert.Contains("~ TEST 1.5 s", running, StringComparison.Ordinal);
        Assert.Contains("~ testing MAILTRAP_PRIMARY", running, StringComparison.Ordinal);
        answer.SetResult();
        await screen.UntilAsync("✔ VALID  MAILTRAP_PRIMARY: It works.");
        Assert.DoesNotContain("~ TEST", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceSecret_InPlace_SendsOnlyWhatChanged()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("/openai");
        screen.Press(Key.Enter);
        screen.Type("e");
        await screen.UntilAsync("REPLACE SECRET · OPENAI");
        screen.Press(Key.S.WithCtrl);
        Assert.Contains("x nothing has been changed", screen.Text, StringComparison.Ordinal);
        screen.App.RaisePasteEvent("sk-0123456789012345678901234567890123456789");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("OPENAI is stored and verified.");
        Assert.Equal(["apiKey"], host.ValuesOf("a1").Keys);
    }

    [Fact]
    public async Task Resize_ThroughAllSizes_KeepsTheDialogAndItsValues()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        screen.Type("xoxb-1234");
        foreach ((int width, int height) in new[] { (80, 24), (40, 10), (1, 1), (200, 60), (60, 16), (120, 36) })
        {
            screen.App.Driver!.SetScreenSize(width, height);
            Assert.NotNull(screen.Text);
        }

        Assert.Contains("9 chars", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Esc_OnDashboard_NeverQuits()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        bool quit = false;
        screen.Model.QuitRequested += () => quit = true;
        screen.Press(Key.Esc, Key.Esc);
        Assert.False(quit);
        Assert.False(screen.View.StopRequested);
        screen.Press(Key.Q.WithCtrl);
        Assert.True(quit);
    }

    [Fact]
    public async Task HostGone_AfterData_KeepsTheDataAndSaysOffline()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        host.Before = _ => Task.FromException(new HostUnavailableException("No host answers: start one."));
        await screen.RefreshAsync();
        string text = screen.Text;
        Assert.Contains("x OFFLINE", text, StringComparison.Ordinal);
        Assert.Contains("No host answers: start one.", text, StringComparison.Ordinal);
        Assert.Contains("GITHUB", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileText_FromTheApi_CannotSteerTheTerminal()
    {
        FixedTime time = new();
        FakeHost host = new(time);
        host.AddAccount("h1", "EVIL\e[2J\u202Egnp\u0007\u009B31m\nNAME", "slack", "prod\u200Bx", null, problem: "line\r\none\u2066");
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Press(Key.Enter);
        string text = await screen.UntilAsync("ACCOUNT · EVIL[2Jgnp31m NAME");
        Assert.All("\e\u202E\u0007\u009B\u200B\u2066", character => Assert.DoesNotContain(character, text));
    }

    private static IEnumerable<Terminal.Gui.ViewBase.View> Tree(Terminal.Gui.ViewBase.View view) => view.SubViews.SelectMany(Tree).Prepend(view);
}

using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Choices;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Templates;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class PasteTests
{
    private const string Canary = "CANARY7d1f93e2b5a84c06";
    private const string Slack = "xoxb-" + Canary;
    private const string First = "00000000-0000-4000-8000-000000000001";
    private static readonly string TestStripe = "sk_" + "test_" + Canary;

    [Fact]
    public async Task KnownKey_PastedAnywhere_IsStoredVerifiedAndLinkedWithTwoKeys()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste(Slack + "\n");
        string form = await screen.UntilAsync("NEW ACCOUNT · SLACK");
        Assert.Contains($"✔ {Slack.Length} chars", form, StringComparison.Ordinal);

        screen.Press(Key.Enter);
        string result = await screen.UntilAsync("Enter closes");
        Assert.Contains("SLACK is stored and verified. 3 modules linked and able to run.", result, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        Assert.Null(screen.Model.Overlay);
        Assert.Equal(Slack, host.ValuesOf(First)["botToken"]);
    }

    [Fact]
    public async Task Key_PastedWhileTheHostStarts_WaitsForIt()
    {
        FixedTime time = new();
        TaskCompletionSource<IIntegrationHostClient> starting = new();
        using Screen screen = Screen.Of(starting.Task, time);
        screen.Paste(Slack);
        Assert.Contains("waits for the host", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        starting.SetResult(SampleHost.Make(time));
        await screen.RefreshAsync();
        Assert.Contains($"✔ {Slack.Length} chars", await screen.UntilAsync("NEW ACCOUNT · SLACK"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestKey_Pasted_MakesTheEnvironmentTest()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste(TestStripe);
        await screen.UntilAsync("NEW ACCOUNT · STRIPE");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        AccountSummary account = await host.GetAccountAsync(First, TestContext.Current.CancellationToken);
        Assert.Equal("test", account.Environment);
    }

    [Fact]
    public async Task UnknownText_Pasted_RunsNoCommandAndIsKeptNowhere()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        // Each of these letters is a command: t tests, Del deletes, q closes, 3 changes the region.
        screen.Paste("t3 q ee ?" + Canary);
        string frame = screen.Text;
        Assert.Contains("paste not kept: no active provider has a key of this form (31 characters)", frame, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", frame + screen.Ansi, StringComparison.Ordinal);
        Assert.Null(screen.Model.Overlay);
        Assert.Equal(Console.Dashboard.Region.Accounts, screen.Model.Region);
    }

    [Theory]
    [InlineData("{\"type\":\"authorized_user\",\"refresh_token\":\"CANARY\"}", "gcloud's own login")]
    [InlineData("{\"installed\":{\"client_id\":\"CANARY\"}}", "an OAuth client's JSON")]
    [InlineData("{\"type\":\"external_account\",\"audience\":\"CANARY\"}", "a workload identity")]
    [InlineData("{\"type\":\"service_account\",\"private_key\":\"CANARY\"}", "no active provider takes one")]
    [InlineData("{\"CANARY\":1}", "no active provider takes whole")]
    [InlineData("{\"CANARY\":", "not whole")]
    [InlineData("[\"CANARY\"]", "no active provider has a key of this form")]
    public async Task Json_OfNoProvider_IsToldByItsContentAndNotRepeated(string pasted, string expected)
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Paste(pasted);
        string frame = screen.Text;
        Assert.Contains("paste not kept", frame, StringComparison.Ordinal);
        Assert.Contains(expected, frame, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", frame, StringComparison.Ordinal);
        Assert.Null(screen.Model.Overlay);
    }

    [Fact]
    public async Task Key_PastedIntoAFilter_GoesToItsFormAndNotIntoTheFilter()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("/git");
        screen.Paste(Slack);
        await screen.UntilAsync("NEW ACCOUNT · SLACK");
        screen.Press(Key.Esc);
        Assert.Equal("git", screen.Model.Accounts.Filter.Text);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_PastedIntoAFilter_IsLookedForAndSomethingLikeAKeyIsNot()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("/");
        screen.Paste("state:invalid\n");
        Assert.Equal("state:invalid", screen.Model.Accounts.Filter.Text);
        screen.Paste(Canary);
        Assert.Equal("state:invalid", screen.Model.Accounts.Filter.Text);
        Assert.Contains("paste not kept", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AmbiguousKey_Pasted_AsksAndFillsTheOneThatIsTaken()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("twin_" + Canary);
        string question = await screen.UntilAsync("WHICH IS IT?");
        Assert.Contains("Salesforce", question, StringComparison.Ordinal);
        Assert.Contains("SendGrid", question, StringComparison.Ordinal);
        screen.Press(Key.CursorDown, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · SENDGRID");
        screen.Press(Key.Enter);
        await screen.UntilAsync("Enter closes");
        Assert.Equal("twin_" + Canary, host.ValuesOf(First)["apiKey"]);
    }

    [Fact]
    public async Task AmbiguousKey_TakenByNone_IsWiped()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Paste("twin_" + Canary);
        Assert.True(Assert.IsType<ChoiceModel>(screen.Model.Overlay).HoldsSecret);
        screen.Press(Key.Esc);
        Assert.Null(screen.Model.Overlay);
    }

    [Fact]
    public async Task PemKey_PastedAnywhere_IsTakenWhole()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste("-----BEGIN EXAMPLE-----\r\nCANARYLINE\r\n-----END EXAMPLE-----\r\n");
        string form = await screen.UntilAsync("∙∙∙ 3 lines ∙∙∙");
        Assert.DoesNotContain("CANARYLINE", form, StringComparison.Ordinal);
        // The kind needs one more value, which has the focus.
        screen.Type("12345");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Assert.Equal("-----BEGIN EXAMPLE-----\nCANARYLINE\n-----END EXAMPLE-----\n", host.ValuesOf(First)["privateKey"]);
    }

    [Fact]
    public async Task Key_PastedIntoTheWrongField_GoesIntoTheRightOne()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter, Key.Tab);
        screen.Paste(Slack);
        AssertWentIntoBotToken(screen);
    }

    [Fact]
    public async Task UnmarkedKey_IntoAFieldThatShowsIt_GoesIntoTheRightOneAndTheNextKeyCounts()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter, Key.Tab);
        screen.Send(Slack + "\t");
        screen.Wait(TimeSpan.FromMilliseconds(100));
        AssertWentIntoBotToken(screen);
    }

    [Fact]
    public async Task Key_OfUnknownForm_PastedIntoNameOrAddress_IsNotKept()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter, Key.F2);
        screen.Paste("CANARY0123456789abcdefEXAMPLE");
        Assert.Contains("! not kept: it is no address", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        screen.Paste("http://127.0.0.1:8080/api");
        Assert.Contains("http://127.0.0.1:8080/api", screen.Text, StringComparison.Ordinal);
        // Two fields up is the name.
        screen.Press(Key.CursorUp, Key.CursorUp);
        screen.Paste("CANARY0123456789abcdefEXAMPLE");
        Assert.Contains("! not kept: it looks like a key", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_PastedWhereTheKeyGoes_GoesIntoTheBaseUrl()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        screen.Paste("http://127.0.0.1:8080/api");
        string form = await screen.UntilAsync("✔ the paste went into Base URL");
        Assert.Contains("http://127.0.0.1:8080/api", form, StringComparison.Ordinal);
        // An address that may hold a key is shown nowhere.
        screen.Paste("https://hooks.example/" + Canary);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.U.WithCtrl);
        screen.Paste(Slack);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Assert.Equal("http://127.0.0.1:8080/api", (await host.GetAccountAsync(First, TestContext.Current.CancellationToken)).BaseUrl);
    }

    [Fact]
    public async Task Address_PastedOnTheButton_GoesIntoTheBaseUrl()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Paste(Slack);
        await screen.UntilAsync("Enter: store, verify");
        screen.Paste("http://127.0.0.1:8080/api");
        await screen.UntilAsync("✔ the paste went into Base URL");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Assert.Equal("http://127.0.0.1:8080/api", (await host.GetAccountAsync(First, TestContext.Current.CancellationToken)).BaseUrl);
    }

    [Fact]
    public async Task Address_PastedAfterARefusedSubmit_StillReplacesTheOneThatWasProposed()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter, Key.S.WithCtrl);
        await screen.UntilAsync("1 field needs attention");
        screen.Press(Key.F2);
        screen.Paste("http://127.0.0.1:8080/api");
        Assert.Contains(" http://127.0.0.1:8080/api ", await screen.UntilAsync("127.0.0.1:8080"), StringComparison.Ordinal);
        Assert.DoesNotContain("https://api.slack.example", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_NobodyKnows_PastedIntoAFieldThatShowsIt_IsHiddenUntilSomebodyAsks()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("3/github");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · GITHUB");
        screen.Paste("-----BEGIN EXAMPLE-----\r\nLINE\r\n-----END EXAMPLE-----\r\n");
        string form = await screen.UntilAsync("App id");
        screen.Paste(Canary);
        form = await screen.UntilAsync(new string('∙', Canary.Length));
        Assert.DoesNotContain("CANARY", form + screen.Ansi, StringComparison.Ordinal);
        // Typing goes on unseen, as in a secret.
        screen.Type("x");
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.CursorRight);
        Assert.Contains(Canary + "x", screen.Text, StringComparison.Ordinal);
        // What is one of this field for certain is shown.
        screen.Press(Key.U.WithCtrl);
        screen.Paste("123456789012345678901234");
        Assert.Contains("123456789012345678901234", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HiddenValue_IsNotStoredBeforeSomebodyHasSeenIt()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("3/salesforce");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · SALESFORCE");
        screen.Press(Key.Tab.WithShift, Key.Tab.WithShift, Key.Tab.WithShift, Key.CursorRight);
        await screen.UntilAsync("in the browser");
        screen.Press(Key.Tab, Key.Tab, Key.Tab, Key.Tab);
        screen.Paste(Canary);
        screen.Press(Key.S.WithCtrl);
        Assert.DoesNotContain("CANARY", await screen.UntilAsync("Client id may be a key"), StringComparison.Ordinal);
        Assert.DoesNotContain("create", host.Calls);
        screen.Press(Key.CursorRight);
        await screen.UntilAsync(Canary);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        Assert.Equal(Canary, host.ValuesOf(First)["clientId"]);
    }

    [Fact]
    public async Task Key_OfAnotherKind_PastedIntoTheForm_SwitchesTheKind()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        screen.Paste("xoxp-" + Canary);
        string form = await screen.UntilAsync("the pasted key is of the kind User token");
        Assert.Contains("▐User token▌", form, StringComparison.Ordinal);
        TemplateFormModel model = Assert.IsType<TemplateFormModel>(screen.Model.Overlay);
        Assert.Equal(1, model.KindIndex);
    }

    [Fact]
    public async Task Question_Open_TakesNoPaste()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Press(Key.Delete);
        screen.Paste("y" + Slack);
        Assert.Equal(CommandScope.Confirm, screen.Model.Overlay?.Scope);
        Assert.Contains("another dialog waits for an answer", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnmarkedPaste_InOneGo_IsNoCommandAndOpensTheForm()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Send(Slack + "\r");
        Assert.Null(screen.Model.Overlay);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        screen.Wait(TimeSpan.FromMilliseconds(100));
        await screen.UntilAsync("NEW ACCOUNT · SLACK");
        screen.Press(Key.Enter);
        await screen.UntilAsync("Enter closes");
        Assert.Equal(Slack, host.ValuesOf(First)["botToken"]);
    }

    [Fact]
    public async Task UnmarkedPaste_InPieces_IsPutTogether()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Send(Slack[..20]);
        screen.Wait(TimeSpan.FromMilliseconds(20));
        screen.Send(Slack[20..]);
        screen.Wait(TimeSpan.FromMilliseconds(100));
        await screen.UntilAsync("NEW ACCOUNT · SLACK");
        screen.Press(Key.Enter);
        await screen.UntilAsync("Enter closes");
        Assert.Equal(Slack, host.ValuesOf(First)["botToken"]);
    }

    [Fact]
    public async Task TypedKeys_FromATerminal_AreStillCommands()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Send("3/slack\r\r");
        await screen.UntilAsync("NEW ACCOUNT · SLACK");
    }

    [Fact]
    public async Task Secret_FromPasteToResult_IsInNoFrameAndNoViewsText()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        List<string> seen = [];
        screen.Send(Slack);
        Look();
        screen.Wait(TimeSpan.FromMilliseconds(100));
        Look();
        screen.Press(Key.F2, Key.Tab, Key.Tab);
        Look();
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        Look();
        screen.Paste("twin_" + Canary);
        Look();
        screen.Press(Key.Esc);
        screen.Paste("?" + Canary);
        Look();
        Assert.All(seen, frame => Assert.DoesNotContain("CANARY", frame, StringComparison.Ordinal));

        void Look()
        {
            seen.Add(screen.Text);
            seen.Add(screen.Ansi);
            seen.AddRange(screen.View.SubViews.Select(view => view.ToString() + view.ToDebugString() + view.Text));
            seen.Add(screen.Model.Overlay?.ToString() ?? "");
        }
    }

    private static void AssertWentIntoBotToken(Screen screen)
    {
        string form = screen.Text;
        Assert.Contains("the pasted key went into Bot token", form, StringComparison.Ordinal);
        Assert.Contains($"{Slack.Length} chars", form, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", form, StringComparison.Ordinal);
    }
}

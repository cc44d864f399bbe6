using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class ImportTests
{
    private const string Canary = "CANARYimport7d1f93e2b5a84c06";

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Dialog_Opened_LooksAsStored(int width, int height)
    {
        using Screen screen = await OpenAsync(SampleHost.Make(new FixedTime()), new FixedTime(), width, height);
        Snapshot.Match($"Import-{width}x{height}", screen.Text);
    }

    [Fact]
    public async Task Chosen_AreStoredAndVerifiedInAJob_AndNoValueIsShown()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time);
        List<string> frames = [screen.Text, screen.Ansi];
        screen.Type("f");
        screen.Paste("~/x.env");
        frames.Add(screen.Text);
        screen.Press(Key.Enter);
        frames.Add(await screen.UntilAsync("SENDGRID_API_KEY"));
        screen.Press(Key.CursorDown, Key.Space, Key.Enter);
        frames.Add(await screen.UntilAsync("2 of 2 stored, 2 verified."));
        frames.Add(screen.Ansi);
        Assert.All(frames, frame => Assert.DoesNotContain("CANARY", frame, StringComparison.Ordinal));
        IReadOnlyList<AccountSummary> accounts = await host.GetAccountsAsync(TestContext.Current.CancellationToken);
        Assert.Contains(accounts, account => account.Name == "SLACK");
        Assert.Contains(accounts, account => account.Name == "SENDGRID");
        Assert.DoesNotContain(accounts, account => account.Name == "OPENAI_2");
    }

    [Fact]
    public async Task WhatIsStoredAlready_IsSaidAndCannotBeChosen()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.Duplicates["slack"] = [new DuplicateAccount("a9", "SLACK_OLD")];
        using Screen screen = await OpenAsync(host, time);
        Assert.Contains("is in SLACK_OLD", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Space);
        Assert.Contains("Enter stores and tests 1", screen.Text, StringComparison.Ordinal);
    }

    private static async Task<Screen> OpenAsync(FakeHost host, FixedTime time, int width = 120, int height = 36)
    {
        Screen screen = Screen.Of(Task.FromResult<IntegrationHost.Client.IIntegrationHostClient>(host), time, width, height, options: new ConsoleOptions { Finder = new FixedFinder(Canary) });
        await screen.RefreshAsync();
        screen.Type("i");
        await screen.UntilAsync("SLACK_BOT_TOKEN");
        return screen;
    }
}

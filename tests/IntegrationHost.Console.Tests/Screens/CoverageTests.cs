using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class CoverageTests
{
    private const string First = "00000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Radar_OnTheWholeScreen_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("2z");
        Snapshot.Match($"CoverageZoomed-{width}x{height}", screen.Text);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task QuickCreate_FromTheRadar_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("2/upload");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("QUICK CREATE");
        Snapshot.Match($"QuickCreate-{width}x{height}", screen.Text);
    }

    [Fact]
    public async Task QuickCreate_FromTheRadar_NeedsTheKeyAndTwoMoreKeys()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("2");
        screen.Press(Key.Enter);
        await screen.UntilAsync("QUICK CREATE · SLACK");
        screen.Paste("xoxb-0123456789-EXAMPLEkey");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("SLACK is stored and verified. 3 modules linked and able to run.");
        Assert.Equal("xoxb-0123456789-EXAMPLEkey", host.ValuesOf(First)["botToken"]);
    }

    [Fact]
    public async Task Fix_OfAModuleThatLacksAScope_SaysWhichAndWhere()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        List<Uri> opened = [];
        using Screen screen = Screen.Of(Task.FromResult<IntegrationHost.Client.IIntegrationHostClient>(host), time, options: new ConsoleOptions { OpenBrowser = address => { opened.Add(address); return true; } });
        await screen.RefreshAsync();
        screen.Type("2/refund");
        screen.Press(Key.Enter, Key.Enter);
        string text = await screen.UntilAsync("MISSING SCOPES · REFUND PAYMENT");
        Assert.Contains("! refunds:write", text, StringComparison.Ordinal);
        Assert.Contains("https://dashboard.stripe.com/apikeys", text, StringComparison.Ordinal);
        screen.Type("o");
        Assert.Equal("https://dashboard.stripe.com/apikeys", Assert.Single(opened).AbsoluteUri);
    }

    [Theory]
    [InlineData("list invoices", "REPLACE SECRET · STRIPE_EU")]
    [InlineData("send digest", "MAILTRAP_PRIMARY: It works.")]
    [InlineData("fax", "no active plugin knows")]
    public async Task Fix_OfEachReason_IsTheShortestWay(string module, string expected)
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("2/" + module);
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync(expected);
    }

    [Fact]
    public async Task Fix_WhereAccountsFit_LinksOneAndCanBeUndone()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.AddAccount("a9", "SLACK_EU", "slack", "production", host.Verdict("Valid", "It works.", TimeSpan.FromHours(1), ["files:write"]));
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("2/upload");
        screen.Press(Key.Enter, Key.Enter);
        string question = await screen.UntilAsync("UPLOAD FILE WAITS");
        Assert.Contains("a new account", question, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        await screen.UntilAsync("Upload file is linked to SLACK_EU; u undoes it");
        Assert.Equal("a9", (await host.GetCoverageAsync(TestContext.Current.CancellationToken)).Items.Single(item => item.ModuleId == "m02").AccountId);
        screen.Type("u");
        await screen.UntilAsync("Upload file is as it was");
        Assert.Null((await host.GetCoverageAsync(TestContext.Current.CancellationToken)).Items.Single(item => item.ModuleId == "m02").AccountId);
    }

    [Fact]
    public async Task Fix_WhereOthersWaitAsWell_LinksThemAllAndCanBeUndone()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.AddAccount("a9", "SLACK_EU", "slack", "production", host.Verdict("Valid", "It works.", TimeSpan.FromHours(1), ["chat:write", "files:write"]));
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("2/upload");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("link it, and the 2 others that wait");
        screen.Type("3");
        await screen.UntilAsync("3 modules are linked to SLACK_EU; u undoes it");
        CoverageReport linked = await host.GetCoverageAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["m01", "m02", "m03"], linked.Items.Where(item => item.AccountId == "a9").Select(item => item.ModuleId));
        screen.Type("u");
        await screen.UntilAsync("3 modules are as they were");
        Assert.DoesNotContain((await host.GetCoverageAsync(TestContext.Current.CancellationToken)).Items, item => item.AccountId == "a9");
    }

    [Fact]
    public async Task Limits_ByReasonAndEnvironment_ShowOnlyThese()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("2zw");
        Assert.Contains("MODULES LACKING CREDENTIALS · no account", screen.Text, StringComparison.Ordinal);
        Assert.All(screen.Model.Coverage.Items.Items, item => Assert.Equal("NotLinked", item.State));
        screen.Press(Key.Esc);
        screen.Type("ee");
        Assert.Contains("· in production", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(screen.Model.Coverage.Items.Items, item => item.AccountName is "STRIPE_EU" or "MAILTRAP_PRIMARY");
    }
}

using IntegrationHost.Client;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class ScreenSnapshotTests
{
    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public async Task Dashboard_AtSize_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        Snapshot.Match($"Dashboard-{width}x{height}", screen.Text);
    }

    [Theory]
    [InlineData("2", "Coverage")]
    [InlineData("3", "Templates")]
    public async Task CompactPage_ByNumber_LooksAsStored(string key, string name)
    {
        using Screen screen = await SampleScreen.OpenAsync(80, 24);
        screen.Type(key);
        Snapshot.Match($"{name}-80x24", screen.Text);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task TemplateForm_Opened_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        Snapshot.Match($"TemplateForm-{width}x{height}", screen.Text);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task AccountDetail_Opened_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("/stripe");
        screen.Press(Key.Enter, Key.Enter);
        AccountDetailModel detail = Assert.IsType<AccountDetailModel>(screen.Model.Overlay);
        await screen.UntilAsync(_ => detail.Lines.Any(line => line.Label == "history") && detail.Lines.Any(line => line.Label == "revoke it"), "the rest of the detail");
        Snapshot.Match($"AccountDetail-{width}x{height}", screen.Text);
    }

    [Fact]
    public async Task DeleteQuestion_Opened_LooksAsStored()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("/stripe");
        screen.Press(Key.Enter, Key.Delete);
        Snapshot.Match("DeleteQuestion-120x36", screen.Text);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Help_Opened_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("?");
        Snapshot.Match($"Help-{width}x{height}", screen.Text);
    }

    [Fact]
    public void FirstFrame_HostNotReady_SaysStarting()
    {
        using Screen screen = Screen.Of(new TaskCompletionSource<IIntegrationHostClient>().Task, new FixedTime());
        string text = screen.Text;
        Assert.Contains("starting...", text, StringComparison.Ordinal);
        Snapshot.Match("Starting-120x36", text);
    }

    [Fact]
    public async Task Dashboard_EmptyHost_SaysWhatToDo()
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(new FakeHost(time), time);
        Snapshot.Match("Empty-120x36", screen.Text);
    }

    [Theory]
    [InlineData(59, 30)]
    [InlineData(120, 15)]
    public async Task Dashboard_BelowSmallestSize_SaysOneLine(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        string[] lines = [.. screen.Text.Split('\n').Where(line => line.Trim().Length > 0)];
        Assert.Equal($"terminal too small ({width}x{height}), need 60x16", Assert.Single(lines).Trim());
    }

    [Fact]
    public async Task Dashboard_WithoutColour_SendsNoColour()
    {
        using Screen screen = await SampleScreen.OpenAsync(color: ColorMode.None);
        string ansi = screen.Ansi;
        Assert.DoesNotContain("38;2;", ansi, StringComparison.Ordinal);
        Assert.DoesNotContain("48;2;", ansi, StringComparison.Ordinal);
        Assert.Contains("✔ VALID", screen.Text, StringComparison.Ordinal);
    }
}

using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

public sealed class UpstreamPageTests
{
    private const string Token = "thor-CANARYa7b8c9d0EXAMPLE";

    [Fact]
    public async Task Filter_WhereThereIsNoList_IsNotOffered()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("9");
        Assert.DoesNotContain("/ filter", await screen.UntilAsync("UPSTREAM"), StringComparison.Ordinal);
        screen.Type("/");
        Assert.Contains("there is no list to filter here", screen.Text, StringComparison.Ordinal);
        Assert.False(screen.Model.Active.Filter.Editing);
    }

    [Fact]
    public async Task Upstream_SetReadAndForgotten_NeverShowsItsToken()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("9");
        await screen.UntilAsync("works on its own store");
        screen.Type("e");
        await screen.UntilAsync("SET THE UPSTREAM");
        screen.Type("https://api.example.com/v1");
        screen.Press(Key.Tab);
        screen.Type(Token);
        Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("? never read");
        screen.Type("t");
        await screen.UntilAsync("The upstream is read.");
        screen.Press(Key.Esc);
        await screen.UntilAsync("✔ current");
        screen.Press(Key.Delete);
        await screen.UntilAsync("FORGET THE UPSTREAM");
        screen.Type("y");
        await screen.UntilAsync("works on its own store");
        Assert.DoesNotContain("CANARY", screen.Ansi, StringComparison.Ordinal);
    }
}

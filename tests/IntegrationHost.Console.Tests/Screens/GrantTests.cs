using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class GrantTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Access_GrantedAtTheProvider_IsVerified(bool device)
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        List<Uri> opened = [];
        List<string> copied = [];
        using Screen screen = await OpenAsync(host, time, opened);
        screen.Model.Copying += copied.Add;
        if (device)
            screen.Press(Key.Tab.WithShift, Key.Tab.WithShift, Key.Tab.WithShift, Key.CursorRight);
        await screen.UntilAsync(device ? "▐with a code on another device▌" : "▐in the browser▌");
        screen.Press(Key.S.WithCtrl);
        string waiting = await screen.UntilAsync("https://provider.example/authorize");
        Assert.Contains("Esc calls it off", waiting, StringComparison.Ordinal);
        Assert.Equal(device, waiting.Contains("WDJB-MJHT", StringComparison.Ordinal));
        Assert.Equal(device ? 0 : 1, opened.Count);
        screen.Type("y");
        Assert.Equal("https://provider.example/authorize", Assert.Single(copied));

        host.Grant("Done", "Access is granted.");
        time.Advance(TimeSpan.FromSeconds(2));
        string result = await screen.UntilAsync("Enter closes");
        Assert.Contains("✔ GRANT", result, StringComparison.Ordinal);
        Assert.Contains("SALESFORCE is stored and verified.", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grant_CalledOff_KeepsTheAccountAndCanBeAskedAgain()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time, []);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        screen.Press(Key.Esc);
        string result = await screen.UntilAsync("Cancelled");
        Assert.Contains("r tries again", result, StringComparison.Ordinal);
        Assert.Contains("cancel authorization", host.Calls);
        screen.Type("r");
        await screen.UntilAsync("Esc calls it off");
        host.Grant("Done", "Access is granted.");
        time.Advance(TimeSpan.FromSeconds(2));
        await screen.UntilAsync("SALESFORCE is stored and verified.");
        Assert.Single(host.Calls, "create");
    }

    [Fact]
    public async Task Grant_Refused_IsSaidAndNothingIsTested()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time, []);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        host.Grant("Failed", "The person said no.");
        time.Advance(TimeSpan.FromSeconds(2));
        string result = await screen.UntilAsync("without access to the provider: r asks again");
        Assert.Contains("The person said no.", result, StringComparison.Ordinal);
        Assert.DoesNotContain("verify", host.Calls);
    }

    [Fact]
    public async Task Grant_OfAnAccountThatIsThere_IsAskedForAgainInPlace()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time, []);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        host.Grant("Done", "Access is granted.");
        time.Advance(TimeSpan.FromSeconds(2));
        await screen.UntilAsync("SALESFORCE is stored and verified.");
        screen.Press(Key.Enter);
        screen.Type("1/salesforce");
        screen.Press(Key.Enter);
        await screen.RefreshAsync();
        screen.Type("e");
        string form = await screen.UntilAsync("REPLACE SECRET · SALESFORCE");
        Assert.Contains("▐I have the token▌", form, StringComparison.Ordinal);
        Assert.Contains("Refresh token", form, StringComparison.Ordinal);

        // Two fields up, and from the last way round to the first.
        screen.Press(Key.CursorUp, Key.CursorUp, Key.CursorRight);
        form = await screen.UntilAsync("▐in the browser▌");
        Assert.DoesNotContain("Refresh token", form, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        host.Grant("Done", "Access is granted once more.");
        time.Advance(TimeSpan.FromSeconds(2));
        string result = await screen.UntilAsync("Enter closes");
        Assert.Contains("the values stay as they are", result, StringComparison.Ordinal);
        Assert.Contains("Access is granted once more.", result, StringComparison.Ordinal);
        Assert.Single(host.Calls, "create");
        Assert.Equal(2, host.Calls.Count(call => call == "authorize"));
        Assert.Equal(2, host.Calls.Count(call => call == "verify"));
    }

    [Fact]
    public async Task Browser_ThatCameBack_HasNothingToOpenAnyMore()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time, []);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("https://provider.example/authorize");
        host.Grant("Waiting", "The browser came back.");
        time.Advance(TimeSpan.FromSeconds(2));
        string waiting = await screen.UntilAsync("The browser came back.");
        Assert.DoesNotContain("Open the address", waiting, StringComparison.Ordinal);
        await screen.UntilAsync(text => !text.Contains("https://provider.example/authorize", StringComparison.Ordinal), "no address");
        screen.Press(Key.Esc);
        await screen.UntilAsync("Cancelled");
        Assert.Contains("cancel authorization", host.Calls);
    }

    [Theory]
    [InlineData(60, 16)]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public async Task Waiting_OnAnyScreen_SaysUntilWhen(int width, int height)
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await OpenAsync(host, time, []);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Esc calls it off");
        screen.App.Driver!.SetScreenSize(width, height);
        await screen.UntilAsync($"until {time.GetUtcNow().AddMinutes(10).UtcDateTime:HH:mm} UTC");
    }

    private static async Task<Screen> OpenAsync(FakeHost host, FixedTime time, List<Uri> opened)
    {
        Screen screen = Screen.Of(Task.FromResult<IntegrationHost.Client.IIntegrationHostClient>(host), time, options: new ConsoleOptions
        {
            OpenBrowser = address =>
            {
                opened.Add(address);
                return true;
            },
        });
        await screen.RefreshAsync();
        screen.Type("3/salesforce");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · SALESFORCE");
        screen.Press(Key.Tab.WithShift, Key.Tab.WithShift, Key.Tab.WithShift, Key.CursorRight);
        await screen.UntilAsync("in the browser");
        screen.Press(Key.Tab, Key.Tab, Key.Tab, Key.Tab);
        screen.Type("client-EXAMPLE");
        return screen;
    }
}

using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

/// <summary>The pages about the host itself, as screens.</summary>
public sealed class OperationPageTests
{
    [Theory]
    [InlineData("5", "Plugins", "legacy-crm")]
    [InlineData("6", "Audit", "account.read")]
    [InlineData("7", "Keys", "seals and opens")]
    [InlineData("8", "Tokens", "operators")]
    [InlineData("9", "Upstream", "open accounts")]
    public async Task Page_Opened_LooksAsStored(string key, string name, string wanted)
    {
        foreach ((int width, int height) in new[] { (120, 36), (80, 24) })
        {
            FixedTime time = new();
            using Screen screen = await Screen.ReadyAsync(SampleOperations.Make(time), time, width, height);
            screen.Type(key);
            Snapshot.Match($"{name}-{width}x{height}", await screen.UntilAsync(wanted));
        }
    }

    [Theory]
    [InlineData("6", "account.read", "EVENT 5", "AuditEvent")]
    [InlineData("5", "legacy-crm", "modules of it", "PluginDetail")]
    public async Task Detail_OfTheFirst_LooksAsStored(string key, string wanted, string last, string name)
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(SampleOperations.Make(time), time);
        screen.Type(key);
        await screen.UntilAsync(wanted);
        screen.Press(Key.Enter);
        Snapshot.Match($"{name}-120x36", await screen.UntilAsync(last));
    }

    [Fact]
    public async Task Filter_OnAnyPage_ShowsWhatMatches()
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(SampleOperations.Make(time), time);
        screen.Type("6");
        await screen.UntilAsync("store.opened");
        screen.Type("/denied");
        string text = screen.Text;
        Assert.Contains("account.read", text, StringComparison.Ordinal);
        Assert.DoesNotContain("store.opened", text, StringComparison.Ordinal);
        Assert.Contains("1 of 5", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostThatLacksTheCall_IsToldOnThePage()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.Before = call => call == "slots" ? Task.FromException(FakeHost.Refusal("", "")) : Task.CompletedTask;
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        await screen.UntilAsync("x Some values are not accepted.");
    }
}

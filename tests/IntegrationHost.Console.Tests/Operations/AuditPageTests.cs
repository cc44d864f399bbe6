using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

public sealed class AuditPageTests
{
    [Fact]
    public async Task NewEvents_ComeByThemselves_AndOlderOnesWhenAsked()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        for (int index = 0; index < 2500; index++)
            host.AddEvent("local", $"event.{index}", "account", "a1", "ok", TimeSpan.FromSeconds(30));
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("6");
        await screen.UntilAsync("1000 of 1000");
        host.AddEvent("local", "event.new", "account", "a1", "ok", TimeSpan.Zero);
        await screen.RefreshAsync();
        await screen.UntilAsync("event.new");
        screen.Type("o");
        await screen.UntilAsync("2001 of 2001");
        screen.Type("o");
        await screen.UntilAsync("2506 of 2506");
        screen.Type("o");
        await screen.UntilAsync("these are all events");
    }

    [Fact]
    public async Task Accounts_AreToldByNameAndFoundByIdAsWell()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.AddEvent("local", "account.read", "account", "a1", "ok", TimeSpan.Zero);
        host.AddEvent("local", "account.read", "account", "gone", "ok", TimeSpan.Zero);
        using Screen screen = await Screen.ReadyAsync(host, time);
        string name = screen.Model.Feed.Data!.Accounts.First(account => account.Id == "a1").Name;
        screen.Type("6");
        string page = await screen.UntilAsync("account gone");
        Assert.Contains($"account {name}", page, StringComparison.Ordinal);
        screen.Type("/a1");
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync($"account {name} (a1)");
    }

    [Theory]
    [InlineData("Intact", null, "✔ intact to 5")]
    [InlineData("Broken", 3L, "x NOT INTACT")]
    public async Task Verify_TellsWhatItFound(string verdict, long? bad, string note)
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.AuditVerdict = new AuditVerifyReport(verdict, 5, 5, 5, bad, 0, 12, []);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("6");
        await screen.UntilAsync("store.opened");
        screen.Type("c");
        await screen.UntilAsync(bad is null ? "The trail is as it was written." : "event 3 is not as it was written");
        screen.Press(Key.Esc);
        await screen.UntilAsync(note);
    }

    [Fact]
    public async Task Export_WritesEveryEventWithItsMac()
    {
        string directory = Directory.CreateTempSubdirectory("ih-console-").FullName;
        try
        {
            FixedTime time = new();
            FakeHost host = SampleOperations.Make(time);
            for (int index = 0; index < 1200; index++)
                host.AddEvent("local", $"event.{index}", "account", "a1", "ok", TimeSpan.Zero);
            using Screen screen = await Screen.ReadyAsync(host, time);
            screen.Type("6");
            await screen.UntilAsync("1000 of 1000");
            screen.Type("x");
            await screen.UntilAsync("EXPORT THE TRAIL");
            screen.Press(Key.U.WithCtrl);
            string path = Path.Combine(directory, "trail.jsonl");
            screen.Type(path);
            screen.Press(Key.S.WithCtrl);
            await screen.UntilAsync("1205 events are in");
            string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(1205, lines.Length);
            Assert.Contains("\"prevMac\"", lines[0], StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

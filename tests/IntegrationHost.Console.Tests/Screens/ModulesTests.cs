using System.Text.Json;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class ModulesTests
{
    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Page_Opened_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("4");
        await screen.UntilAsync("13 of 13");
        Snapshot.Match($"Modules-{width}x{height}", screen.Text);
    }

    [Fact]
    public async Task Links_OfMarkedModules_AreMadeRemovedAndUndone()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("4");
        await screen.UntilAsync("13 of 13");
        screen.Type("/checkout");
        screen.Press(Key.Enter);
        screen.Type("a");
        screen.Press(Key.Delete);
        await screen.UntilAsync("2 modules: unlinked; u undoes it");
        Assert.All(await ItemsAsync(), item => Assert.Null(item.AccountId));
        screen.Type("u");
        await screen.UntilAsync("2 modules: as before");
        Assert.All(await ItemsAsync(), item => Assert.Equal("a2", item.AccountId));
        screen.Type("l");
        string question = await screen.UntilAsync("LINK TO WHICH ACCOUNT?");
        Assert.Contains("STRIPE_EU", question, StringComparison.Ordinal);
        screen.Type("2");
        await screen.UntilAsync("2 modules: linked to STRIPE_EU");
        Assert.All(await ItemsAsync(), item => Assert.Equal("a3", item.AccountId));

        async Task<CoverageItem[]> ItemsAsync() =>
            [.. (await host.GetCoverageAsync(TestContext.Current.CancellationToken)).Items.Where(item => item.Workflow == "Checkout")];
    }

    [Fact]
    public async Task Run_AfterAsking_SendsTypedInputsAndShowsTheOutputs()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        host.Metadata.Add(new DescribedModule("issue.open", "com.example.github.Module", "Open issue", "Opens.")
        {
            Inputs = [new ModuleInput("title", "string", "Title.", true), new ModuleInput("count", "integer", "How many.", false)],
        });
        JsonElement? sent = null;
        host.ModuleRuns["m09"] = input =>
        {
            sent = input;
            return new ExecuteResult(true, JsonSerializer.SerializeToElement(new { number = 42 }), null, null, []);
        };
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("4/open issue");
        screen.Press(Key.Enter);
        await screen.UntilAsync("1 of 13");
        screen.Type("x");
        string form = await screen.UntilAsync("RUN · OPEN ISSUE");
        Assert.Contains("acts at the provider with GITHUB", form, StringComparison.Ordinal);
        screen.Type("It works");
        screen.Press(Key.Tab);
        screen.Type("2x");
        Assert.Contains("x must be a whole number", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        Assert.DoesNotContain("execute", host.Calls);
        screen.Press(Key.Backspace, Key.S.WithCtrl);
        string result = await screen.UntilAsync("Open issue ran with GITHUB.");
        Assert.Contains("number: 42", result, StringComparison.Ordinal);
        Assert.Equal("""{"title":"It works","count":2}""", JsonSerializer.Serialize(sent));
    }

    [Fact]
    public async Task Import_FromAFile_ShowsTheModules()
    {
        FixedTime time = new();
        FakeHost host = new(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """[{ "id": "n1", "name": "Greet" }]""", TestContext.Current.CancellationToken);
            screen.Type("4");
            await screen.UntilAsync("no workflow is known yet");
            screen.Type("i");
            await screen.UntilAsync("IMPORT MODULES");
            screen.Type(path + ".none");
            screen.Press(Key.S.WithCtrl);
            Assert.Contains("x there is no such file", screen.Text, StringComparison.Ordinal);
            screen.Press(Key.Backspace, Key.Backspace, Key.Backspace, Key.Backspace, Key.Backspace, Key.S.WithCtrl);
            await screen.UntilAsync("1 imported, 0 replaced, 0 left out.");
            screen.Press(Key.Enter);
            screen.Type("r");
            await screen.RefreshAsync();
            await screen.UntilAsync("Greet");
        }
        finally
        {
            File.Delete(path);
        }
    }
}

using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Palettes;
using IntegrationHost.Console.Querying;
using IntegrationHost.Console.Settings;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Pages;

public sealed class ShellTests
{
    [Fact]
    public async Task Region_PressedTwice_FillsTheScreen_AndEscComesBack()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("2");
        Assert.Equal((Region.Coverage, false), (sample.Model.Region, sample.Model.Zoomed));
        sample.Press("2");
        Assert.True(sample.Model.Zoomed);
        sample.Press("3");
        Assert.Equal(["COVERAGE", "TEMPLATES"], sample.Model.Breadcrumbs);
        sample.Press("Esc");
        Assert.Equal((Region.Coverage, true), (sample.Model.Region, sample.Model.Zoomed));
        sample.Press("Backspace");
        Assert.False(sample.Model.Zoomed);
        sample.Press("z");
        Assert.True(sample.Model.Zoomed);
        sample.Press("0");
        Assert.False(sample.Model.Zoomed);
    }

    [Fact]
    public async Task Esc_ClearsTheFilterThenTheMarksThenGoesBack()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("z", "Space");
        sample.Type("/git");
        sample.Press("Enter", "Esc");
        Assert.Equal(("", 1, true), (sample.Model.Accounts.Filter.Text, sample.Model.Accounts.Table.Marks, sample.Model.Zoomed));
        sample.Press("Esc");
        Assert.Equal((0, true), (sample.Model.Accounts.Table.Marks, sample.Model.Zoomed));
        sample.Press("Esc");
        Assert.False(sample.Model.Zoomed);
    }

    [Theory]
    [InlineData(":cov", "Coverage", "")]
    [InlineData(":acc state:invalid", "Accounts", "state:invalid")]
    [InlineData(":accounts stripe", "Accounts", "stripe")]
    public async Task Palette_ByAlias_GoesThereAndFilters(string typed, string region, string filter)
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("3");
        sample.Type(typed);
        sample.Press("Enter");
        Assert.Null(sample.Model.Overlay);
        Assert.Equal((region, filter), (sample.Model.Region.ToString(), sample.Model.Active.Filter.Text));
    }

    [Fact]
    public async Task Palette_ColonQ_Quits_AndLettersFindACommandByItsTitle()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        bool quit = false;
        sample.Model.QuitRequested += () => quit = true;
        sample.Type(":smoke");
        Assert.Equal("account.verify", ((PaletteModel)sample.Model.Overlay!).Commands.Selected!.Id);
        sample.Press("Esc");
        sample.Type(":q");
        sample.Press("Enter");
        Assert.True(quit);
    }

    [Fact]
    public async Task Palette_ShowsScatteredLettersOnlyWhereNothingBetterFits()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press(":");
        PaletteModel palette = (PaletteModel)sample.Model.Overlay!;
        sample.Type("sort");
        Assert.All(palette.Commands.Items, command => Assert.Contains("sort", $"{command.Title} {command.Footer} {string.Join(' ', command.Aliases)}", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("table.sort", palette.Commands.Selected!.Id);
        sample.Press("Backspace", "Backspace", "Backspace", "Backspace");
        sample.Type("smktst");
        Assert.Equal("account.verify", palette.Commands.Selected!.Id);
    }

    [Fact]
    public async Task Palette_OffersOnlyWhatCanBeRunHere()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("2", ":");
        PaletteModel palette = (PaletteModel)sample.Model.Overlay!;
        Assert.Contains(palette.Commands.Items, command => command.Id == "coverage.open");
        Assert.DoesNotContain(palette.Commands.Items, command => command.Id is "account.verify" or "list.up");
        Assert.Contains(palette.Commands.Items, command => command.Id == "hero.invalid");
    }

    [Fact]
    public async Task Quit_WhileAJobRuns_AsksOnce()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        bool quit = false;
        sample.Model.QuitRequested += () => quit = true;
        TaskCompletionSource<string> end = new();
        sample.Model.Start(new Job("SLOW", (_, _) => end.Task));
        sample.Press("Esc", "Ctrl+Q");
        Assert.False(quit);
        Assert.Contains("SLOW is still running", sample.Model.Toast!.Text, StringComparison.Ordinal);
        sample.Press("Ctrl+Q");
        Assert.True(quit);
        end.SetResult("Done.");
    }

    [Fact]
    public async Task Job_ThatThrows_SaysSo_AndOneThatReportsMuch_PostsLittle()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        Job job = new("BROKEN", (one, _) =>
        {
            for (int part = 0; part < 10_000; part++)
                one.Report(part, 10_000);
            throw new InvalidOperationException("the disk is full: make room");
        });
        int changes = 0;
        job.Changed += () => changes++;
        sample.Model.Start(job, show: false);
        await job.Work;
        await sample.UntilAsync(() => job.State == JobState.Failed, "the failure");
        Assert.Contains("x BROKEN: the disk is full: make room", sample.Model.Toast!.Text, StringComparison.Ordinal);
        Assert.InRange(changes, 1, 5_000);
    }

    [Fact]
    public async Task SavedFilter_KeptAppliedAndForgotten_IsInTheFileWithoutSecrets()
    {
        string directory = Directory.CreateTempSubdirectory("console-settings-").FullName;
        try
        {
            ConsoleOptions options = new() { ConfigurationDirectory = directory };
            using (SampleModel sample = await SampleModel.OpenAsync(options))
            {
                sample.Type("/state:invalid");
                sample.Press("Enter", "S", "v");
                sample.Type("broken");
                sample.Press("Ctrl+S", "Esc", "Esc");
                sample.Press("C", "Down", "Space", "Esc");
                sample.Type("/xoxb-123456789012-EXAMPLEexample");
                sample.Press("Enter", "v", "Ctrl+S");
                Assert.Contains("looks like a key", ((SavedFiltersModel)sample.Model.Overlay!).Problem, StringComparison.Ordinal);
            }

            string file = await File.ReadAllTextAsync(Path.Combine(directory, "console.json"), TestContext.Current.CancellationToken);
            Assert.Contains("\"state:invalid\"", file, StringComparison.Ordinal);
            Assert.DoesNotContain("xoxb", file, StringComparison.Ordinal);
            using SampleModel next = await SampleModel.OpenAsync(options);
            Assert.True(next.Model.Accounts.Table.IsHidden(1));
            next.Press("v", "Enter");
            Assert.Equal(("state:invalid", 1, true), (next.Model.Accounts.Filter.Text, next.Model.Accounts.Table.Count, next.Model.Accounts.Table.Reversed));
            next.Press("v", "Del");
            Assert.Empty(next.Model.Settings.FiltersOf("accounts"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Settings_DamagedFile_IsLeftAsItIs()
    {
        string directory = Directory.CreateTempSubdirectory("console-settings-").FullName;
        try
        {
            string path = Path.Combine(directory, "console.json");
            File.WriteAllText(path, "{ not json");
            ConsoleSettings settings = ConsoleSettings.Load(directory);
            Assert.Contains("mend it or move it away", settings.Problem, StringComparison.Ordinal);
            Assert.False(settings.Keep("accounts", new SavedFilter("a", "b")));
            Assert.Equal("{ not json", File.ReadAllText(path));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Undo_WithNothingDone_SaysSo()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("u");
        Assert.Equal(("nothing to undo", Palette.Sky), (sample.Model.Toast!.Text, sample.Model.Toast.Color));
    }
}

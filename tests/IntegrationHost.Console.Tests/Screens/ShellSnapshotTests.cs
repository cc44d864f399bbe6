using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class ShellSnapshotTests
{
    public static TheoryData<int, int> Sizes { get; } = new() { { 120, 36 }, { 80, 24 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task AccountsPage_WithCellsAndMarks_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("1/");
        screen.Press(Key.Tab, Key.Tab, Key.Tab, Key.Tab);
        screen.Type("!valid");
        screen.Press(Key.Enter, Key.Space, Key.Space, Key.CursorDown);
        Snapshot.Match($"AccountsPage-{width}x{height}", screen.Text);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Palette_WithLetters_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type(":ver");
        Snapshot.Match($"Palette-{width}x{height}", screen.Text);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Metrics_Opened_LookAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("H");
        Snapshot.Match($"Metrics-{width}x{height}", screen.Text);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Permissions_Changed_LookAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("P");
        await screen.UntilAsync("ci-bot");
        screen.Press(Key.CursorDown, Key.CursorRight, Key.CursorRight, Key.Space);
        Snapshot.Match($"Permissions-{width}x{height}", screen.Text);
        screen.Press(Key.S.WithCtrl);
        Snapshot.Match($"PermissionsDiff-{width}x{height}", screen.Text);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task BulkVerify_AtItsEnd_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("at");
        Job job = screen.Model.Jobs[0];
        await screen.UntilAsync(_ => job.State == JobState.Done, "the end of the job");
        Snapshot.Match($"BulkVerify-{width}x{height}", screen.Text);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task SmallDialogs_Opened_LookAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("E");
        Snapshot.Match($"Edit-{width}x{height}", screen.Text);
        screen.Press(Key.Esc);
        screen.Type("C");
        Snapshot.Match($"Columns-{width}x{height}", screen.Text);
        screen.Press(Key.Esc);
        screen.Type("/state:invalid");
        screen.Press(Key.Enter);
        screen.Type("v");
        Snapshot.Match($"SavedFilters-{width}x{height}", screen.Text);
        screen.Press(Key.Esc, Key.Esc);
        screen.Type("a");
        screen.Press(Key.Delete);
        Snapshot.Match($"DeleteSeveral-{width}x{height}", screen.Text);
    }

    [Fact]
    public async Task Plain_HasTheTerminalsOwnColoursOnly()
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(SampleHost.Make(time), time, theme: ConsoleTheme.Plain);
        string ansi = screen.Ansi;
        Assert.DoesNotContain("48;2;", ansi, StringComparison.Ordinal);
        Assert.Contains("STRIPE_EU", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("▟", screen.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeroBlock_Clicked_OpensItsList()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Click(15 + 75, 3);
        Assert.Equal("verdict:=invalid", screen.Model.Accounts.Filter.Text);
        Assert.True(screen.Model.Zoomed);
    }

    [Fact]
    public async Task Table_ClickedAtTitleRowAndMark_SortsSelectsAndMarks()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        _ = screen.Text;
        screen.Click(15 + 24, 7);
        Assert.Equal(1, screen.Model.Accounts.Table.Sort);
        _ = screen.Text;
        screen.Click(15 + 5, 10);
        Assert.Equal(2, screen.Model.Accounts.Table.Index);
        screen.Click(15 + 1, 10);
        Assert.Equal(1, screen.Model.Accounts.Table.Marks);
    }

    [Fact]
    public async Task StormOfKeysAndSizes_NeitherThrowsNorShowsASecret()
    {
        const string Canary = "xoxb-CANARY5e0c77d1";
        using Screen screen = await SampleScreen.OpenAsync();
        Random random = new(20261126);
        string[] keys = [.. Console.Commands.CommandCatalog.All.SelectMany(command => command.Keys).Distinct(StringComparer.Ordinal).Where(key => key is not ("Ctrl+Q" or "Ctrl+C"))];
        (int Width, int Height)[] sizes = [(80, 24), (120, 36), (60, 16), (40, 10), (200, 60), (100, 30), (1, 1), (99, 29)];
        for (int step = 0; step < 1200; step++)
        {
            if (step % 40 == 0)
            {
                (int width, int height) = sizes[random.Next(sizes.Length)];
                screen.App.Driver!.SetScreenSize(width, height);
            }

            if (screen.Model.Overlay is Console.Templates.CredentialFormModel { Fields: var fields } && fields.FirstOrDefault(field => field.Secret is not null) is { Secret: { Length: 0 } secret })
                secret.Append(Canary);
            screen.Model.Press(keys[random.Next(keys.Length)], null);
            if (step % 30 == 0)
            {
                Assert.DoesNotContain("CANARY", screen.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("CANARY", screen.Ansi, StringComparison.Ordinal);
            }
        }

        while (screen.Model.Overlay is { } overlay)
            overlay.Close();
        screen.Model.Home();
        screen.App.Driver!.SetScreenSize(120, 36);
        Assert.Contains("INTEGRATION ACCOUNT CONSOLE", screen.Text, StringComparison.Ordinal);
    }
}

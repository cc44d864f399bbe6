using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Importing;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using IntegrationHost.Console.Permissions;
using IntegrationHost.Console.Prompts;
using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Commands;

public sealed class CommandCatalogTests
{
    // Two kinds of the sample's catalogue have such a beginning.
    private const string AmbiguousKey = "twin_0123456789EXAMPLE";

    // These are heard only once a form is at work; the journeys go there.
    private static readonly CommandScope[] AfterWork = [CommandScope.Work, CommandScope.Result, CommandScope.Granting, CommandScope.Failure];

    [Fact]
    public async Task Keys_HeardTogether_AreUnique()
    {
        HashSet<CommandScope> covered = [];
        foreach (ConsoleCommand command in CommandCatalog.All)
        {
            if (!covered.Add(command.Scope) || AfterWork.Contains(command.Scope))
                continue;
            using SampleModel sample = await SampleModel.OpenAsync();
            Reach(sample.Model, command.Scope);
            IReadOnlyList<CommandScope> together = sample.Model.Scopes;
            IEnumerable<string> twice = CommandCatalog.All.Where(other => together.Contains(other.Scope)).SelectMany(other => other.Keys)
                .GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key} in {command.Scope}");
            Assert.Empty(twice);
        }
    }

    [Fact]
    public void Ids_AreUnique() =>
        Assert.Equal(CommandCatalog.All.Count, CommandCatalog.All.Select(command => command.Id).Distinct(StringComparer.Ordinal).Count());

    // The help has two columns on a full screen and must not cut them.
    [Fact]
    public void Titles_Each_FitTheHelp() => Assert.All(CommandCatalog.All, command => Assert.InRange(command.Title.Length, 2, 39));

    [Fact]
    public async Task EveryCommand_InItsScope_IsRunBySomething()
    {
        foreach (ConsoleCommand command in CommandCatalog.All)
        {
            using SampleModel sample = await SampleModel.OpenAsync();
            Reach(sample.Model, command.Scope);
            if (AfterWork.Contains(command.Scope))
                continue;
            Assert.Contains(command.Scope, sample.Model.Scopes);
            // Moving the focus is the view's part; everything else is the model's.
            bool viewOnly = command.Id is "form.next" or "form.previous" or "prompt.next" or "prompt.previous";
            Assert.True(viewOnly || sample.Model.Run(command.Id), $"{command.Id} is in the catalogue, but nothing runs it.");
        }
    }

    [Fact]
    public async Task EveryKey_PressedOnTheScreen_ReachesItsCommand()
    {
        string[] unreachable = [.. CommandCatalog.All.SelectMany(command => command.Keys).Distinct(StringComparer.Ordinal).Where(token => Console.Controls.KeyToken.Of(ToKey(token)) != token)];
        Assert.Empty(unreachable);
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Press(ToKey("F1"));
        Assert.Equal(CommandScope.Help, screen.Model.Overlay?.Scope);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Help_Scrolled_ShowsEveryCommand(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("?");
        System.Text.StringBuilder seen = new(screen.Text);
        for (int line = 0; line < CommandCatalog.All.Count + 20; line++)
        {
            screen.Press(Key.CursorDown);
            seen.Append(screen.Text);
        }

        string all = seen.ToString();
        Assert.All(CommandCatalog.All, command => Assert.Contains(command.Title, all, StringComparison.Ordinal));
    }

    // Scopes of pages are reached by opening their page; those of dialogs by the command that opens them.
    private static void Reach(DashboardModel model, CommandScope scope)
    {
        Dictionary<CommandScope, Action> ways = new()
        {
            [CommandScope.Coverage] = () => model.Activate(Region.Coverage),
            [CommandScope.Templates] = () => model.Activate(Region.Templates),
            [CommandScope.Filter] = () => model.Run("list.filter"),
            [CommandScope.Detail] = () => model.Run("account.open"),
            [CommandScope.Confirm] = () => model.Run("account.delete"),
            [CommandScope.Form] = () =>
            {
                model.Activate(Region.Templates);
                model.Run("template.open");
            },
            [CommandScope.Import] = () => model.Open(new ImportModel(model.Context, new FixedFinder("EXAMPLE"))),
            [CommandScope.ImportFile] = () =>
            {
                model.Open(new ImportModel(model.Context, new FixedFinder("EXAMPLE")));
                model.Run("import.file");
            },
            [CommandScope.Scopes] = () =>
            {
                model.Activate(Region.Coverage);
                model.Coverage.Filter.Set("refund");
                model.Coverage.Refresh();
                model.Run("coverage.open");
            },
            [CommandScope.Choice] = () => model.Paste(AmbiguousKey),
            [CommandScope.Facts] = () => model.Open(new FactsModel(model.Context, "FACTS", Palette.Sky, [])),
            [CommandScope.Change] = () => model.Open(new ChangeModel(model.Context, "QUESTION", Palette.Sky, "YES", [], _ => Task.FromResult("done"))),
            [CommandScope.Once] = () => model.Open(new OnceModel(model.Context, "ONCE", "EXAMPLE", "", "never-written.txt")),
            [CommandScope.Help] = () => model.Run("help.open"),
            [CommandScope.Palette] = () => model.Run("palette.open"),
            [CommandScope.Metrics] = () => model.Run("metrics.open"),
            [CommandScope.Columns] = () => model.Run("table.columns"),
            [CommandScope.SavedFilters] = () => model.Run("table.views"),
            [CommandScope.ConfirmWord] = () => model.Open(new QuestionModel("SURE", ["It goes."], "DO IT", () => { }, "yes")),
            [CommandScope.Prompt] = () => model.Run("account.edit"),
            [CommandScope.Permissions] = () => model.Run("account.permissions"),
            [CommandScope.PermissionsDiff] = () =>
            {
                model.Run("account.permissions");
                PermissionsModel permissions = (PermissionsModel)model.Overlay!;
                Assert.True(SpinWait.SpinUntil(() => Drained(model, permissions), TimeSpan.FromSeconds(30)));
                permissions.Cycle(0, 1);
                model.Run("permissions.review");
            },
            [CommandScope.Jobs] = () => model.Run("jobs.open"),
            [CommandScope.Job] = () => model.Start(new Job("TEST", (_, _) => Task.FromResult("Done."))),
        };
        if (ways.TryGetValue(scope, out Action? way))
        {
            way();
            return;
        }

        foreach (PageEntry page in PageCatalog.All.TakeWhile(_ => !model.Scopes.Contains(scope)))
            model.GoTo(page.Id);
    }

    private static bool Drained(DashboardModel model, PermissionsModel permissions)
    {
        ((UiDispatcher)model.Context.Ui).Drain();
        return !permissions.Working;
    }

    private static Key ToKey(string token) => token switch
    {
        "Up" => Key.CursorUp,
        "Down" => Key.CursorDown,
        "Left" => Key.CursorLeft,
        "Right" => Key.CursorRight,
        "Del" => Key.Delete,
        "Esc" => Key.Esc,
        "Enter" => Key.Enter,
        "Tab" => Key.Tab,
        "Shift+Tab" => Key.Tab.WithShift,
        "Backspace" => Key.Backspace,
        "PageUp" => Key.PageUp,
        "PageDown" => Key.PageDown,
        "Home" => Key.Home,
        "End" => Key.End,
        "F1" => Key.F1,
        "F2" => Key.F2,
        "F5" => Key.F5,
        "Space" => Key.Space,
        "Shift+Up" => Key.CursorUp.WithShift,
        "Shift+Down" => Key.CursorDown.WithShift,
        { Length: 1 } => token[0],
        _ when token.StartsWith("Ctrl+", StringComparison.Ordinal) => new Key(token[5]).NoShift.WithCtrl,
        _ => throw new ArgumentException($"No key is known for {token}: add it here.", nameof(token)),
    };
}

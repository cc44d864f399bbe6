using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Commands;

public sealed class CommandCatalogTests
{
    // Scopes whose keys are heard at the same time: within each group a key may stand only once.
    public static TheoryData<int[]> HeardTogether { get; } = new()
    {
        { [(int)CommandScope.Accounts, (int)CommandScope.List, (int)CommandScope.Dashboard, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Coverage, (int)CommandScope.List, (int)CommandScope.Dashboard, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Templates, (int)CommandScope.List, (int)CommandScope.Dashboard, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Filter, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Detail, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Confirm, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Form, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Work, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Result, (int)CommandScope.Everywhere] },
        { [(int)CommandScope.Help, (int)CommandScope.Everywhere] },
    };

    [Theory]
    [MemberData(nameof(HeardTogether))]
    public void Keys_HeardTogether_AreUnique(int[] scopes)
    {
        IEnumerable<string> twice = CommandCatalog.All.Where(command => scopes.Contains((int)command.Scope)).SelectMany(command => command.Keys)
            .GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Ids_AreUnique() =>
        Assert.Equal(CommandCatalog.All.Count, CommandCatalog.All.Select(command => command.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public async Task EveryCommand_InItsScope_IsRunBySomething()
    {
        foreach (ConsoleCommand command in CommandCatalog.All)
        {
            using Screen screen = await SampleScreen.OpenAsync();
            Reach(screen.Model, command.Scope);
            if (command.Scope is CommandScope.Work or CommandScope.Result)
                continue;
            Assert.Contains(command.Scope, screen.Model.Scopes);
            // Moving the focus is the view's part; everything else is the model's.
            bool viewOnly = command.Id is "form.next" or "form.previous";
            Assert.True(viewOnly || screen.Model.Run(command.Id), $"{command.Id} is in the catalogue, but nothing runs it.");
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

    private static void Reach(DashboardModel model, CommandScope scope)
    {
        switch (scope)
        {
            case CommandScope.Coverage:
                model.Activate(Region.Coverage);
                break;
            case CommandScope.Templates:
                model.Activate(Region.Templates);
                break;
            case CommandScope.Filter:
                model.Run("list.filter");
                break;
            case CommandScope.Detail:
                model.Run("account.open");
                break;
            case CommandScope.Confirm:
                model.Run("account.delete");
                break;
            case CommandScope.Form:
                model.Activate(Region.Templates);
                model.Run("template.open");
                break;
            case CommandScope.Help:
                model.Run("help.open");
                break;
            default:
                break;
        }
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
        "F5" => Key.F5,
        { Length: 1 } => token[0],
        _ when token.StartsWith("Ctrl+", StringComparison.Ordinal) => new Key(token[5]).NoShift.WithCtrl,
        _ => throw new ArgumentException($"No key is known for {token}: add it here.", nameof(token)),
    };
}

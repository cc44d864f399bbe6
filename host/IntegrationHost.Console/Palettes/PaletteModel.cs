using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Palettes;

/// <summary>The command palette: every command that can be run now, found by a few letters, an alias or its key.</summary>
internal sealed class PaletteModel : OverlayModel
{
    // Above everything that letters can score.
    private const int Named = 1_000_000;

    private readonly IReadOnlyList<ConsoleCommand> _commands;
    private readonly FilterText _text = new();

    /// <param name="scopes">Scopes of the moment before it opened.</param>
    public PaletteModel(IReadOnlyList<CommandScope> scopes)
    {
        // A key that a nearer scope takes over belongs to that one; the command below it would not be what the key does.
        _commands = [.. scopes.SelectMany(scope => CommandCatalog.All.Where(command => command.Scope == scope && command.Listed))
            .Where(command => command.Keys.Count == 0 || CommandCatalog.Find(scopes, command.Keys[0]) == command || command.Aliases.Count > 0)];
        Filter();
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Palette;

    /// <summary>What has been typed.</summary>
    public string Text => _text.Text;

    /// <summary>The commands that fit, the best first.</summary>
    public SelectableList<ConsoleCommand> Commands { get; } = new(command => command.Id);

    /// <summary>The command that was chosen, with what was typed after its alias; raised once the palette is closed.</summary>
    public event Action<ConsoleCommand, string>? Chosen;

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        // The colon that opens it may be typed out of habit.
        if (printable == ":" && _text.Text.Length == 0)
            return true;
        _text.Append(printable);
        Filter();
        Notify();
        return true;
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "palette.close":
                Close();
                return true;
            case "palette.run":
                Choose();
                return true;
            case "palette.up" or "palette.down":
                Commands.Move(command == "palette.up" ? -1 : 1);
                Notify();
                return true;
            case "palette.backspace":
                if (_text.Text.Length == 0)
                    Close();
                _text.Backspace();
                Filter();
                Notify();
                return true;
            default:
                return false;
        }
    }

    private void Choose()
    {
        if (Commands.Selected is not { } command)
            return;
        (string first, string rest) = Split();
        bool named = command.Aliases.Contains(first, StringComparer.OrdinalIgnoreCase);
        Close();
        Chosen?.Invoke(command, named ? rest : "");
    }

    // An alias wins over everything, and what follows it is its argument: ":accounts stripe".
    private void Filter()
    {
        (string first, string rest) = Split();
        (ConsoleCommand command, int order, int score)[] scored = [.. _commands.Select((command, order) => (command, order, Score(command, first, rest)))];
        // Letters that are only scattered over a title are a guess: worth showing where nothing better is.
        int least = scored.Any(one => one.score >= FuzzyMatch.Whole) ? FuzzyMatch.Whole : 1;
        Commands.Replace([]);
        Commands.Replace([.. scored
            .Where(one => Text.Trim().Length == 0 || one.score >= least)
            .OrderByDescending(one => one.score).ThenBy(one => one.order)
            .Select(one => one.command)]);
    }

    private int Score(ConsoleCommand command, string first, string rest)
    {
        if (command.Aliases.Contains(first, StringComparer.OrdinalIgnoreCase))
            return Named;
        if (rest.Length == 0 && command.Keys.Contains(first, StringComparer.Ordinal))
            return Named - 1;
        int alias = rest.Length > 0 ? 0 : command.Aliases.Select(alias => FuzzyMatch.Score(first, alias)).DefaultIfEmpty().Max();
        return Math.Max(alias, FuzzyMatch.Score(Text, $"{command.Title} {command.Footer}"));
    }

    private (string First, string Others) Split()
    {
        string text = Text.TrimStart();
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }
}

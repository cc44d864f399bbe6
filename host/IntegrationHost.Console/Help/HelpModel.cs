using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Help;

/// <summary>The help, made from the command catalogue.</summary>
/// <param name="current">Scopes of the moment; they come first.</param>
internal sealed class HelpModel(IReadOnlyList<CommandScope> current) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Help;

    /// <summary>All lines: a heading per scope, then its commands.</summary>
    public IReadOnlyList<HelpLine> Lines { get; } = [.. current.Union(CommandCatalog.All.Select(command => command.Scope)).SelectMany(Section)];

    /// <summary>First line shown.</summary>
    public int Top { get; private set; }

    /// <summary>Lines that have room; the view knows.</summary>
    public int PageSize { get; set; } = 16;

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "help.close":
                Close();
                return true;
            case "help.up":
                Scroll(-1);
                return true;
            case "help.down":
                Scroll(1);
                return true;
            default:
                return false;
        }
    }

    private void Scroll(int by)
    {
        Top = Math.Clamp(Top + by, 0, Math.Max(0, Lines.Count - PageSize));
        Notify();
    }

    private static IEnumerable<HelpLine> Section(CommandScope scope)
    {
        yield return new HelpLine("", scope.Heading);
        foreach (ConsoleCommand command in CommandCatalog.All.Where(command => command.Scope == scope))
            yield return new HelpLine(command.Keys.Count > 0 ? string.Join(" ", command.Keys) : command.Aliases.Count > 0 ? $":{command.Aliases[0]}" : ":", command.Title);
    }
}

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
    public IReadOnlyList<HelpLine> Lines { get; } = [.. current.Union(Enum.GetValues<CommandScope>()).SelectMany(Section)];

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
        yield return new HelpLine("", Heading(scope));
        foreach (ConsoleCommand command in CommandCatalog.All.Where(command => command.Scope == scope))
            yield return new HelpLine(string.Join(" ", command.Keys), command.Title);
    }

    private static string Heading(CommandScope scope) => scope switch
    {
        CommandScope.Dashboard => "DASHBOARD",
        CommandScope.List => "LISTS",
        CommandScope.Filter => "WHILE FILTERING",
        CommandScope.Accounts => "1 ACCOUNTS",
        CommandScope.Coverage => "2 COVERAGE",
        CommandScope.Templates => "3 TEMPLATES",
        CommandScope.Detail => "ACCOUNT DETAIL",
        CommandScope.Confirm => "QUESTIONS",
        CommandScope.Form => "FORMS",
        CommandScope.Work => "WHILE A FORM WORKS",
        CommandScope.Result => "A FORM'S RESULT",
        CommandScope.Help => "THIS HELP",
        _ => "EVERYWHERE",
    };
}

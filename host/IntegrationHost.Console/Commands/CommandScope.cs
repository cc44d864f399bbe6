namespace IntegrationHost.Console.Commands;

/// <summary>Where a command's keys are heard. Pages and dialogs add their own in a file beside them: the class is partial for that.</summary>
internal sealed partial class CommandScope
{
    private CommandScope(string heading) => Heading = heading;

    /// <summary>On the dashboard and on every page, whatever is active.</summary>
    public static CommandScope Dashboard { get; } = new("DASHBOARD");

    /// <summary>On the dashboard alone, where there are regions beside each other.</summary>
    public static CommandScope Regions { get; } = new("BETWEEN REGIONS");

    /// <summary>In any list, of a region or of a page.</summary>
    public static CommandScope List { get; } = new("LISTS");

    /// <summary>In any table of a page: order and marks.</summary>
    public static CommandScope Table { get; } = new("TABLES");

    /// <summary>While a filter is typed.</summary>
    public static CommandScope Filter { get; } = new("WHILE FILTERING");

    /// <summary>In the accounts region.</summary>
    public static CommandScope Accounts { get; } = new("1 ACCOUNTS");

    /// <summary>In the coverage region.</summary>
    public static CommandScope Coverage { get; } = new("2 COVERAGE");

    /// <summary>In the template region.</summary>
    public static CommandScope Templates { get; } = new("3 TEMPLATES");

    /// <summary>In an account's detail.</summary>
    public static CommandScope Detail { get; } = new("ACCOUNT DETAIL");

    /// <summary>In a question that wants a yes.</summary>
    public static CommandScope Confirm { get; } = new("QUESTIONS");

    /// <summary>In a question that wants a word typed.</summary>
    public static CommandScope ConfirmWord { get; } = new("QUESTIONS THAT WANT A WORD");

    /// <summary>In a short form.</summary>
    public static CommandScope Prompt { get; } = new("SHORT FORMS");

    /// <summary>Where permissions are changed.</summary>
    public static CommandScope Permissions { get; } = new("PERMISSIONS");

    /// <summary>Where changes of permissions are looked at before they are made.</summary>
    public static CommandScope PermissionsDiff { get; } = new("BEFORE PERMISSIONS CHANGE");

    /// <summary>In a form.</summary>
    public static CommandScope Form { get; } = new("FORMS");

    /// <summary>While a form's steps are under way.</summary>
    public static CommandScope Work { get; } = new("WHILE A FORM WORKS");

    /// <summary>At a form's result.</summary>
    public static CommandScope Result { get; } = new("A FORM'S RESULT");

    /// <summary>At a job that runs in the background.</summary>
    public static CommandScope Job { get; } = new("A JOB");

    /// <summary>In the list of jobs.</summary>
    public static CommandScope Jobs { get; } = new("ALL JOBS");

    /// <summary>In the command palette.</summary>
    public static CommandScope Palette { get; } = new("COMMAND PALETTE");

    /// <summary>At the metrics; the palette knows them everywhere.</summary>
    public static CommandScope Metrics { get; } = new("METRICS: H, THEN A LETTER");

    /// <summary>Where columns are chosen.</summary>
    public static CommandScope Columns { get; } = new("COLUMNS");

    /// <summary>At the saved filters.</summary>
    public static CommandScope SavedFilters { get; } = new("SAVED FILTERS");

    /// <summary>In the help.</summary>
    public static CommandScope Help { get; } = new("THIS HELP");

    /// <summary>Everywhere, dialogs included.</summary>
    public static CommandScope Everywhere { get; } = new("EVERYWHERE");

    /// <summary>Its heading in the help.</summary>
    public string Heading { get; }

    /// <inheritdoc/>
    public override string ToString() => Heading;
}

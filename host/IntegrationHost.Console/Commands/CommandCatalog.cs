namespace IntegrationHost.Console.Commands;

/// <summary>Every command of the console: the one place that says which key does what.</summary>
/// <remarks>Commands of a group of pages stand in a partial file of their own, so that the pages can be worked on side by side.</remarks>
internal static partial class CommandCatalog
{
    /// <summary>All commands, in the order of help and footer.</summary>
    public static IReadOnlyList<ConsoleCommand> All { get; } = Collect();

    private static ConsoleCommand[] Shell() =>
    [
        new("list.filter", "filter or search", ["/"], CommandScope.List, "filter"),
        new("list.clear", "clear filter, then marks, then go back", ["Esc"], CommandScope.List) { Listed = false },
        new("list.up", "up", ["Up", "k"], CommandScope.List) { Listed = false },
        new("list.down", "down", ["Down", "j"], CommandScope.List) { Listed = false },
        new("list.page-up", "a page up", ["PageUp", "Ctrl+B"], CommandScope.List) { Listed = false },
        new("list.page-down", "a page down", ["PageDown", "Ctrl+F"], CommandScope.List) { Listed = false },
        new("list.first", "first entry", ["Home", "g"], CommandScope.List) { Listed = false },
        new("list.last", "last entry", ["End", "G"], CommandScope.List) { Listed = false },
        new("list.copy", "copy the id, never a secret", ["y"], CommandScope.List),
        new("list.copy-line", "copy the matching command line", ["Y"], CommandScope.List),

        new("table.sort", "sort by the next column", ["s"], CommandScope.Table, "sort") { NeedsEntry = true },
        new("table.reverse", "reverse the order", ["S"], CommandScope.Table),
        new("table.mark", "mark or unmark, and go down", ["Space"], CommandScope.Table, "mark") { NeedsEntry = true },
        new("table.mark-up", "mark and go up", ["Shift+Up"], CommandScope.Table) { Listed = false },
        new("table.mark-down", "mark and go down", ["Shift+Down"], CommandScope.Table) { Listed = false },
        new("table.mark-all", "mark all that the filter shows", ["a"], CommandScope.Table),
        new("table.columns", "choose columns", ["C"], CommandScope.Table) { Aliases = ["columns"] },
        new("table.views", "saved filters", ["v"], CommandScope.Table, "saved") { Aliases = ["views", "saved"] },
        new("table.mark-none", "remove all marks", ["A"], CommandScope.Table),

        new("filter.accept", "keep the filter", ["Enter"], CommandScope.Filter, "keep") { Listed = false },
        new("filter.next", "next cell of the table, or keep", ["Tab"], CommandScope.Filter, "by column") { Listed = false },
        new("filter.previous", "previous cell of the table", ["Shift+Tab"], CommandScope.Filter) { Listed = false },
        new("filter.clear", "clear the filter", ["Esc"], CommandScope.Filter, "clear") { Listed = false },
        new("filter.backspace", "delete a character", ["Backspace"], CommandScope.Filter) { Listed = false },
        new("filter.up", "up", ["Up"], CommandScope.Filter) { Listed = false },
        new("filter.down", "down", ["Down"], CommandScope.Filter) { Listed = false },

        new("region.accounts", "accounts; again: whole screen", ["1"], CommandScope.Dashboard) { Aliases = ["accounts", "acc"] },
        new("region.coverage", "coverage radar; again: whole screen", ["2"], CommandScope.Dashboard) { Aliases = ["coverage", "cov"] },
        new("region.templates", "templates; again: whole screen", ["3"], CommandScope.Dashboard) { Aliases = ["templates", "tpl"] },
        .. Pages.PageCatalog.All.Select(page => new ConsoleCommand($"page.{page.Id}", page.Title.ToLowerInvariant(), [page.Key], CommandScope.Dashboard) { Aliases = [page.Id, page.Short.ToLowerInvariant()] }),
        new("region.zoom", "region on the whole screen, and back", ["z"], CommandScope.Dashboard) { Aliases = ["zoom"] },
        new("page.back", "back to where you were", ["Backspace"], CommandScope.Dashboard),
        new("page.home", "the dashboard", ["0"], CommandScope.Dashboard) { Aliases = ["home", "dashboard"] },
        new("region.next", "next region", ["Tab"], CommandScope.Regions, "region") { Listed = false },
        new("region.previous", "previous region", ["Shift+Tab"], CommandScope.Regions) { Listed = false },
        new("live.refresh", "refresh now", ["r", "F5"], CommandScope.Dashboard),
        new("live.pause", "pause or resume the live refresh", ["p"], CommandScope.Dashboard),
        new("edit.undo", "undo the last change", ["u"], CommandScope.Dashboard) { Aliases = ["undo"] },
        new("metrics.open", "metrics; a letter opens the list", ["H"], CommandScope.Dashboard) { Aliases = ["metrics"] },
        new("jobs.open", "jobs in the background", ["J"], CommandScope.Dashboard) { Aliases = ["jobs"] },
        new("palette.open", "command palette", [":", "Ctrl+P"], CommandScope.Dashboard, "command") { Listed = false },
        new("help.open", "this help", ["?", "F1"], CommandScope.Dashboard, "help") { Aliases = ["help"] },

        new("confirm.no", "cancel", ["Esc", "n", "Enter"], CommandScope.Confirm, "cancel") { Listed = false },
        new("confirm.yes", "do it", ["y"], CommandScope.Confirm, "yes") { Listed = false },

        new("word.yes", "do it, once the word is typed", ["Enter"], CommandScope.ConfirmWord, "do it") { Listed = false },
        new("word.no", "cancel", ["Esc"], CommandScope.ConfirmWord, "cancel") { Listed = false },
        new("word.backspace", "delete a character", ["Backspace"], CommandScope.ConfirmWord) { Listed = false },

        new("prompt.submit", "send", ["Enter", "Ctrl+S"], CommandScope.Prompt, "send") { Listed = false },
        new("prompt.next", "next field", ["Tab", "Down"], CommandScope.Prompt, "next") { Listed = false },
        new("prompt.previous", "previous field", ["Shift+Tab", "Up"], CommandScope.Prompt) { Listed = false },
        new("prompt.cancel", "close", ["Esc"], CommandScope.Prompt, "cancel") { Listed = false },

        new("form.next", "next field", ["Tab", "Down", "Enter"], CommandScope.Form, "next") { Listed = false },
        new("form.previous", "previous field", ["Shift+Tab", "Up"], CommandScope.Form) { Listed = false },
        new("form.submit", "store, verify and link", ["Ctrl+S"], CommandScope.Form, "submit"),
        new("form.cancel", "close and wipe the secrets typed", ["Esc"], CommandScope.Form, "cancel"),

        new("work.cancel", "cancel the steps that are left", ["Esc"], CommandScope.Work, "cancel what is left"),

        new("result.close", "close", ["Enter", "Esc", "q"], CommandScope.Result, "close") { Listed = false },

        new("palette.run", "run the chosen command", ["Enter"], CommandScope.Palette, "run") { Listed = false },
        new("palette.close", "close", ["Esc", "Ctrl+P"], CommandScope.Palette, "close") { Listed = false },
        new("palette.up", "up", ["Up"], CommandScope.Palette) { Listed = false },
        new("palette.down", "down", ["Down", "Tab"], CommandScope.Palette) { Listed = false },
        new("palette.backspace", "delete a character", ["Backspace"], CommandScope.Palette) { Listed = false },

        new("job.close", "go on in the background, or close", ["Esc", "b", "q", "Enter"], CommandScope.Job, "background/close") { Listed = false },
        new("job.cancel", "cancel what is left", ["x"], CommandScope.Job, "cancel") { Listed = false },
        new("job.resume", "do what was left undone", ["R"], CommandScope.Job, "resume") { Listed = false },
        new("job.failed", "all lines, or only the bad ones", ["f"], CommandScope.Job, "failed only") { Listed = false },
        new("job.up", "scroll up", ["Up", "k"], CommandScope.Job) { Listed = false },
        new("job.down", "scroll down", ["Down", "j"], CommandScope.Job) { Listed = false },

        new("jobs.show", "show the job", ["Enter"], CommandScope.Jobs, "show") { Listed = false },
        new("jobs.close", "close", ["Esc", "q", "J"], CommandScope.Jobs, "close") { Listed = false },
        new("jobs.up", "up", ["Up", "k"], CommandScope.Jobs) { Listed = false },
        new("jobs.down", "down", ["Down", "j"], CommandScope.Jobs) { Listed = false },

        .. Dashboard.HeroDoor.All.Select(door => new ConsoleCommand($"hero.{door.Id}", door.Title, [door.Key], CommandScope.Metrics) { Aliases = [$"hero-{door.Id}"] }),
        new("metrics.close", "close", ["Esc", "q", "H"], CommandScope.Metrics, "close") { Listed = false },

        new("columns.toggle", "show or hide the column", ["Space", "Enter"], CommandScope.Columns, "show/hide") { Listed = false },
        new("columns.sort", "sort by it; again: the other way", ["s"], CommandScope.Columns, "sort") { Listed = false },
        new("columns.close", "close", ["Esc", "q", "C"], CommandScope.Columns, "close") { Listed = false },
        new("columns.up", "up", ["Up", "k"], CommandScope.Columns) { Listed = false },
        new("columns.down", "down", ["Down", "j"], CommandScope.Columns) { Listed = false },

        new("saved.apply", "apply the filter", ["Enter"], CommandScope.SavedFilters, "apply") { Listed = false },
        new("saved.keep", "keep the present filter", ["Ctrl+S"], CommandScope.SavedFilters, "keep the present") { Listed = false },
        new("saved.forget", "forget the filter", ["Del", "Ctrl+D"], CommandScope.SavedFilters, "forget") { Listed = false },
        new("saved.close", "close", ["Esc"], CommandScope.SavedFilters, "close") { Listed = false },
        new("saved.backspace", "delete a character of the name", ["Backspace"], CommandScope.SavedFilters) { Listed = false },
        new("saved.up", "up", ["Up"], CommandScope.SavedFilters) { Listed = false },
        new("saved.down", "down", ["Down"], CommandScope.SavedFilters) { Listed = false },

        new("help.close", "close", ["Esc", "?", "q", "Enter"], CommandScope.Help, "close") { Listed = false },
        new("help.up", "scroll up", ["Up", "k"], CommandScope.Help) { Listed = false },
        new("help.down", "scroll down", ["Down", "j"], CommandScope.Help, "scroll") { Listed = false },

        new("app.quit", "quit; Esc never does", ["Ctrl+Q"], CommandScope.Everywhere, "quit") { Aliases = ["q", "quit"] },
        new("app.interrupt", "says how to quit; a second time quits", ["Ctrl+C"], CommandScope.Everywhere) { Listed = false },
    ];

    /// <summary>The command a key stands for, looked for in the scopes in order; <c>null</c> if none has it.</summary>
    public static ConsoleCommand? Find(IReadOnlyList<CommandScope> scopes, string key)
    {
        foreach (CommandScope scope in scopes)
        {
            foreach (ConsoleCommand command in All)
            {
                if (command.Scope == scope && command.Keys.Contains(key, StringComparer.Ordinal))
                    return command;
            }
        }

        return null;
    }

    /// <summary>The command that a key leads to another page or region by; <c>null</c> if it leads to none.</summary>
    public static ConsoleCommand? FindPlace(string key) => Find([CommandScope.Dashboard], key) is { } command
        && (command.Id.StartsWith("region.", StringComparison.Ordinal) || command.Id.StartsWith("page.", StringComparison.Ordinal)) && key is [>= '0' and <= '9'] ? command : null;

    /// <summary>What the footer offers in these scopes, in order.</summary>
    public static IEnumerable<ConsoleCommand> Footer(IReadOnlyList<CommandScope> scopes) =>
        scopes.SelectMany(scope => All.Where(command => command.Scope == scope && command.Footer is not null));

    /// <summary>Commands of the pages and dialogs about modules, templates and coverage.</summary>
    static partial void AddWork(List<ConsoleCommand> commands);

    /// <summary>Commands of the pages and dialogs about the host itself: plugins, audit, keys, tokens, upstream.</summary>
    static partial void AddOperations(List<ConsoleCommand> commands);

    // Commands of the pages come first: help and footer show the special before the general.
    private static List<ConsoleCommand> Collect()
    {
        List<ConsoleCommand> commands = [];
        commands.AddRange(Accounts());
        AddWork(commands);
        AddOperations(commands);
        commands.AddRange(Shell());
        return commands;
    }
}

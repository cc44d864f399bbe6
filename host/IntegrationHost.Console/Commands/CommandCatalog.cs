namespace IntegrationHost.Console.Commands;

/// <summary>Every command of the console: the one place that says which key does what.</summary>
internal static class CommandCatalog
{
    /// <summary>All commands, in the order of help and footer.</summary>
    public static IReadOnlyList<ConsoleCommand> All { get; } =
    [
        new("account.open", "show everything known of the account", ["Enter"], CommandScope.Accounts, "open"),
        new("account.verify", "run the smoke test now", ["t"], CommandScope.Accounts, "test"),
        new("account.replace", "replace secrets in place", ["e"], CommandScope.Accounts, "replace secret"),
        new("account.delete", "delete the account; asks first", ["Del", "Ctrl+D"], CommandScope.Accounts, "delete"),
        new("account.sort", "sort by the next column", ["s"], CommandScope.Accounts, "sort"),
        new("account.reverse", "reverse the order", ["S"], CommandScope.Accounts),

        new("coverage.open", "open the template for the module", ["Enter"], CommandScope.Coverage, "cover"),
        new("coverage.account", "show the account it is linked to", ["a"], CommandScope.Coverage, "account"),
        new("coverage.all", "all modules, or only those that wait", ["m"], CommandScope.Coverage, "all/waiting"),
        new("coverage.previous-category", "previous category", ["["], CommandScope.Coverage),
        new("coverage.next-category", "next category", ["]"], CommandScope.Coverage, "category"),

        new("template.open", "make an account from the template", ["Enter", "n"], CommandScope.Templates, "new account"),
        new("template.left", "card to the left", ["Left", "h"], CommandScope.Templates),
        new("template.right", "card to the right", ["Right", "l"], CommandScope.Templates),
        new("template.previous-category", "previous category", ["["], CommandScope.Templates),
        new("template.next-category", "next category", ["]"], CommandScope.Templates, "category"),

        new("list.filter", "filter or search", ["/"], CommandScope.List, "filter"),
        new("list.clear", "clear the filter", ["Esc"], CommandScope.List),
        new("list.up", "up", ["Up", "k"], CommandScope.List),
        new("list.down", "down", ["Down", "j"], CommandScope.List),
        new("list.page-up", "a page up", ["PageUp", "Ctrl+B"], CommandScope.List),
        new("list.page-down", "a page down", ["PageDown", "Ctrl+F"], CommandScope.List),
        new("list.first", "first entry", ["Home", "g"], CommandScope.List),
        new("list.last", "last entry", ["End", "G"], CommandScope.List),
        new("list.copy", "copy the id, never a secret", ["y"], CommandScope.List),

        new("filter.accept", "keep the filter", ["Enter", "Tab"], CommandScope.Filter, "keep"),
        new("filter.clear", "clear the filter", ["Esc"], CommandScope.Filter, "clear"),
        new("filter.backspace", "delete a character", ["Backspace"], CommandScope.Filter),
        new("filter.up", "up", ["Up"], CommandScope.Filter),
        new("filter.down", "down", ["Down"], CommandScope.Filter),

        new("region.accounts", "accounts", ["1"], CommandScope.Dashboard),
        new("region.coverage", "coverage radar", ["2"], CommandScope.Dashboard),
        new("region.templates", "templates", ["3"], CommandScope.Dashboard),
        new("region.next", "next region", ["Tab"], CommandScope.Dashboard, "region"),
        new("region.previous", "previous region", ["Shift+Tab"], CommandScope.Dashboard),
        new("live.refresh", "refresh now", ["r", "F5"], CommandScope.Dashboard),
        new("live.pause", "pause or resume the live refresh", ["p"], CommandScope.Dashboard),
        new("help.open", "this help", ["?", "F1"], CommandScope.Dashboard, "help"),

        new("detail.close", "close", ["Esc", "Enter", "q"], CommandScope.Detail, "close"),
        new("detail.verify", "run the smoke test now", ["t"], CommandScope.Detail, "test"),
        new("detail.replace", "replace secrets in place", ["e"], CommandScope.Detail, "replace secret"),
        new("detail.delete", "delete the account; asks first", ["Del", "Ctrl+D"], CommandScope.Detail, "delete"),
        new("detail.copy", "copy the account's id", ["y"], CommandScope.Detail, "copy id"),
        new("detail.up", "scroll up", ["Up", "k"], CommandScope.Detail),
        new("detail.down", "scroll down", ["Down", "j"], CommandScope.Detail),

        new("confirm.no", "cancel", ["Esc", "n", "Enter"], CommandScope.Confirm, "cancel"),
        new("confirm.yes", "do it", ["y"], CommandScope.Confirm, "yes, delete"),

        new("form.next", "next field", ["Tab", "Down", "Enter"], CommandScope.Form, "next"),
        new("form.previous", "previous field", ["Shift+Tab", "Up"], CommandScope.Form),
        new("form.submit", "store, verify and link", ["Ctrl+S"], CommandScope.Form, "submit"),
        new("form.cancel", "close and wipe the secrets typed", ["Esc"], CommandScope.Form, "cancel"),

        new("work.cancel", "cancel the steps that are left", ["Esc"], CommandScope.Work, "cancel what is left"),

        new("result.close", "close", ["Enter", "Esc", "q"], CommandScope.Result, "close"),

        new("help.close", "close", ["Esc", "?", "q", "Enter"], CommandScope.Help, "close"),
        new("help.up", "scroll up", ["Up", "k"], CommandScope.Help),
        new("help.down", "scroll down", ["Down", "j"], CommandScope.Help, "scroll"),

        new("app.quit", "quit; Esc never does", ["Ctrl+Q"], CommandScope.Everywhere, "quit"),
        new("app.interrupt", "says how to quit; a second time quits", ["Ctrl+C"], CommandScope.Everywhere),
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

    /// <summary>What the footer offers in these scopes, in order.</summary>
    public static IEnumerable<ConsoleCommand> Footer(IReadOnlyList<CommandScope> scopes) =>
        scopes.SelectMany(scope => All.Where(command => command.Scope == scope && command.Footer is not null));
}

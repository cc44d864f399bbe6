namespace IntegrationHost.Console.Commands;

/// <content>Commands of the accounts, their detail and their permissions.</content>
internal static partial class CommandCatalog
{
    private static ConsoleCommand[] Accounts() =>
    [
        new("account.open", "show everything known of the account", ["Enter"], CommandScope.Accounts, "open") { NeedsEntry = true },
        new("account.verify", "smoke test: the marked, or this one", ["t"], CommandScope.Accounts, "test") { Aliases = ["test", "verify"], NeedsEntry = true },
        new("account.new", "make an account from a template", ["n"], CommandScope.Accounts, "new") { Aliases = ["new"] },
        new("account.replace", "replace secrets or address in place", ["e"], CommandScope.Accounts, "new secret") { NeedsEntry = true },
        new("account.edit", "edit name and environment", ["E"], CommandScope.Accounts) { NeedsEntry = true },
        new("account.clone", "clone to another environment", ["c"], CommandScope.Accounts) { NeedsEntry = true },
        new("account.permissions", "who may do what to it", ["P"], CommandScope.Accounts) { NeedsEntry = true },
        new("account.delete", "delete the marked, or this one; asks", ["Del", "Ctrl+D"], CommandScope.Accounts, "delete") { NeedsEntry = true },

        new("detail.close", "close", ["Esc", "Enter", "q"], CommandScope.Detail, "close") { Listed = false },
        new("detail.verify", "run the smoke test now", ["t"], CommandScope.Detail, "test"),
        new("detail.replace", "replace secrets or address in place", ["e"], CommandScope.Detail, "replace secret"),
        new("detail.edit", "edit name and environment", ["E"], CommandScope.Detail, "edit"),
        new("detail.clone", "clone to another environment", ["c"], CommandScope.Detail, "clone"),
        new("detail.permissions", "who may do what to it", ["P"], CommandScope.Detail, "permissions"),
        new("detail.owner", "accept the owner that was found", ["O"], CommandScope.Detail),
        new("detail.delete", "delete the account; asks first", ["Del", "Ctrl+D"], CommandScope.Detail, "delete"),
        new("detail.copy", "copy the account's id", ["y"], CommandScope.Detail),
        new("detail.copy-line", "copy the matching command line", ["Y"], CommandScope.Detail),
        new("detail.up", "scroll up", ["Up", "k"], CommandScope.Detail) { Listed = false },
        new("detail.down", "scroll down", ["Down", "j"], CommandScope.Detail) { Listed = false },
        new("detail.page-up", "a page up", ["PageUp", "Ctrl+B"], CommandScope.Detail) { Listed = false },
        new("detail.page-down", "a page down", ["PageDown", "Ctrl+F"], CommandScope.Detail) { Listed = false },

        new("permissions.cycle", "not told, granted, denied", ["Space"], CommandScope.Permissions, "grant/deny") { Listed = false },
        new("permissions.explain", "why may they, or may they not", ["x", "?"], CommandScope.Permissions, "explain") { Listed = false },
        new("permissions.add", "add a user or a role", ["n"], CommandScope.Permissions, "add") { Listed = false },
        new("permissions.review", "look at the changes, then save", ["Ctrl+S", "Enter"], CommandScope.Permissions, "review") { Listed = false },
        new("permissions.close", "close; asks twice if changed", ["Esc", "q"], CommandScope.Permissions, "close") { Listed = false },
        new("permissions.up", "up", ["Up", "k"], CommandScope.Permissions) { Listed = false },
        new("permissions.down", "down", ["Down", "j"], CommandScope.Permissions) { Listed = false },
        new("permissions.left", "left", ["Left", "h"], CommandScope.Permissions) { Listed = false },
        new("permissions.right", "right", ["Right", "l"], CommandScope.Permissions) { Listed = false },

        new("diff.apply", "make the changes", ["Enter", "Ctrl+S"], CommandScope.PermissionsDiff, "save") { Listed = false },
        new("diff.back", "back to the permissions", ["Esc", "q"], CommandScope.PermissionsDiff, "back") { Listed = false },
    ];
}

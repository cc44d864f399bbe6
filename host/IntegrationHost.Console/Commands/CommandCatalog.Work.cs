namespace IntegrationHost.Console.Commands;

/// <content>Commands about modules, templates and coverage.</content>
internal static partial class CommandCatalog
{
    static partial void AddWork(List<ConsoleCommand> commands) => commands.AddRange(
    [
        new("coverage.open", "fix it: make, link, test or replace", ["Enter"], CommandScope.Coverage, "fix") { NeedsEntry = true },
        new("coverage.account", "show the account it is linked to", ["a"], CommandScope.Coverage, "account") { NeedsEntry = true },
        new("coverage.all", "all modules, or only those that wait", ["m"], CommandScope.Coverage, "all/waiting"),
        new("coverage.previous-category", "previous category", ["["], CommandScope.Coverage),
        new("coverage.next-category", "next category", ["]"], CommandScope.Coverage, "category"),
        new("coverage.new", "a new account for it, with all fields", ["n"], CommandScope.Coverage, "new account") { NeedsEntry = true },
        new("coverage.reason", "only one reason, and the next", ["w"], CommandScope.Coverage, "why"),
        new("coverage.environment", "only one environment, and the next", ["e"], CommandScope.Coverage, "environment"),

        new("template.open", "make an account from the template", ["Enter", "n"], CommandScope.Templates, "new") { NeedsEntry = true },
        new("template.left", "card to the left", ["Left", "h"], CommandScope.Templates) { Listed = false },
        new("template.right", "card to the right", ["Right", "l"], CommandScope.Templates) { Listed = false },
        new("template.previous-category", "previous category", ["["], CommandScope.Templates),
        new("template.next-category", "next category", ["]"], CommandScope.Templates, "category"),
        new("template.docs", "open or copy the docs' address", ["d"], CommandScope.Templates, "docs") { NeedsEntry = true },
        new("template.keys", "open or copy where keys are made", ["o"], CommandScope.Templates, "keys") { NeedsEntry = true },
        new("template.modules", "a card for each module, or provider", ["m"], CommandScope.Templates, "modules"),

        new("module.fix", "fix it: make, link, test or replace", ["Enter"], CommandScope.Modules, "fix") { NeedsEntry = true },
        new("module.link", "link the marked ones to an account", ["l"], CommandScope.Modules, "link") { NeedsEntry = true },
        new("module.unlink", "unlink the marked ones; u undoes it", ["Del", "Ctrl+D"], CommandScope.Modules, "unlink") { NeedsEntry = true },
        new("module.run", "run it with its account; asks first", ["x"], CommandScope.Modules, "run") { NeedsEntry = true },
        new("module.import", "import modules from a JSON file", ["i"], CommandScope.Modules, "import") { Aliases = ["import-modules"] },
        new("module.quick", "shortest form for a new account", ["c"], CommandScope.Modules) { NeedsEntry = true },
        new("module.new", "a new account for it, with all fields", ["n"], CommandScope.Modules) { NeedsEntry = true },
        new("module.account", "show the account it is linked to", ["o"], CommandScope.Modules) { NeedsEntry = true },
        new("module.waiting", "only those that wait, or all", ["w"], CommandScope.Modules, "waiting"),
        new("module.previous-workflow", "previous workflow", ["["], CommandScope.Modules),
        new("module.next-workflow", "next workflow", ["]"], CommandScope.Modules, "workflow"),

        new("accounts.import", "import credentials from this machine", ["i"], CommandScope.Accounts, "import") { Aliases = ["import"] },
        new("import.store", "store and test the chosen ones", ["Enter"], CommandScope.Import, "store") { Listed = false },
        new("import.toggle", "choose, or not", ["Space"], CommandScope.Import, "choose") { Listed = false },
        new("import.all", "choose all, or none", ["a"], CommandScope.Import) { Listed = false },
        new("import.file", "look into a .env file as well", ["f"], CommandScope.Import, ".env file") { Listed = false },
        new("import.up", "up", ["Up", "k"], CommandScope.Import) { Listed = false },
        new("import.down", "down", ["Down", "j"], CommandScope.Import) { Listed = false },
        new("import.close", "close", ["Esc", "q"], CommandScope.Import, "close") { Listed = false },
        new("import-file.take", "look into it", ["Enter"], CommandScope.ImportFile, "look") { Listed = false },
        new("import-file.backspace", "delete a character", ["Backspace"], CommandScope.ImportFile) { Listed = false },
        new("import-file.cancel", "cancel", ["Esc"], CommandScope.ImportFile, "cancel") { Listed = false },

        new("scopes.open", "open where scopes are granted", ["o"], CommandScope.Scopes, "open") { Listed = false },
        new("scopes.copy", "copy that address", ["y"], CommandScope.Scopes, "copy address") { Listed = false },
        new("scopes.test", "test the account again", ["t"], CommandScope.Scopes, "test") { Listed = false },
        new("scopes.replace", "take another key for the account", ["e"], CommandScope.Scopes, "another key") { Listed = false },
        new("scopes.close", "close", ["Esc", "q", "Enter"], CommandScope.Scopes, "close") { Listed = false },

        new("form.more", "all fields, such as base URL, or fewer", ["F2"], CommandScope.Form, "more") { Listed = false },

        new("granting.copy", "copy the address to grant access at", ["y"], CommandScope.Granting, "copy address") { Listed = false },
        new("granting.open", "open the address in the browser", ["o"], CommandScope.Granting, "open browser") { Listed = false },
        new("granting.cancel", "call it off; the account stays", ["Esc"], CommandScope.Granting, "call off") { Listed = false },

        new("failure.retry", "try again what failed", ["r"], CommandScope.Failure, "try again") { Listed = false },
        new("failure.edit", "take another key or address", ["e"], CommandScope.Failure, "another key") { Listed = false },
        new("failure.close", "close", ["Enter", "Esc", "q"], CommandScope.Failure, "close") { Listed = false },

        new("choice.take", "take the one that is marked", ["Enter"], CommandScope.Choice, "take") { Listed = false },
        new("choice.up", "up", ["Up", "k"], CommandScope.Choice) { Listed = false },
        new("choice.down", "down", ["Down", "j"], CommandScope.Choice, "next") { Listed = false },
        new("choice.cancel", "take none", ["Esc", "q"], CommandScope.Choice, "none") { Listed = false },
    ]);
}

namespace IntegrationHost.Console.Commands;

/// <content>Pages and dialogs about the host itself.</content>
internal static partial class CommandCatalog
{
    static partial void AddOperations(List<ConsoleCommand> commands) => commands.AddRange(
    [
        new("plugin.open", "everything known of the plugin", ["Enter"], CommandScope.Plugins, "open"),
        new("plugin.approve", "approve what waits; shows what it asks", ["t"], CommandScope.Plugins, "approve"),
        new("plugin.add", "add or update from a folder or zip", ["n"], CommandScope.Plugins, "add"),
        new("plugin.switch", "switch off or on; asks first", ["d"], CommandScope.Plugins, "off/on"),
        new("plugin.rollback", "back to the version before; asks first", ["b"], CommandScope.Plugins),
        new("plugin.reload", "load it anew", ["L"], CommandScope.Plugins),
        new("plugin.remove", "take it away; asks first", ["Del", "Ctrl+D"], CommandScope.Plugins, "remove"),

        new("audit.open", "everything known of the event", ["Enter"], CommandScope.Audit, "open"),
        new("audit.verify", "check the whole trail", ["c"], CommandScope.Audit, "check"),
        new("audit.export", "write the trail to a file", ["x"], CommandScope.Audit, "export"),
        new("audit.older", "read older events", ["o"], CommandScope.Audit, "older"),

        new("keys.add", "add a way to unlock", ["n"], CommandScope.Keys, "add"),
        new("keys.change", "change a passphrase", ["e"], CommandScope.Keys),
        new("keys.remove", "remove a way to unlock; asks first", ["Del", "Ctrl+D"], CommandScope.Keys, "remove"),
        new("keys.rotate", "seal every secret under a new data key", ["t"], CommandScope.Keys, "rotate"),
        new("keys.backup", "back the store up to a file", ["b"], CommandScope.Keys, "backup") { Aliases = ["backup"] },
        new("keys.verify", "open every secret, look for damage", ["c"], CommandScope.Keys, "check"),
        new("keys.destroy", "destroy an old data key; asks first", ["x"], CommandScope.Keys),
        new("keys.seal", "seal: wipe the keys from memory", ["L"], CommandScope.Keys, "seal"),
        new("store.unseal", "unseal the store", [], CommandScope.Dashboard) { Aliases = ["unseal"] },

        new("access.new", "make a token or a principal", ["n"], CommandScope.Access, "new"),
        new("access.change", "change roles, or switch off", ["e"], CommandScope.Access, "change"),
        new("access.remove", "revoke or delete; asks first", ["Del", "Ctrl+D"], CommandScope.Access, "revoke/delete"),
        new("access.other", "tokens or principals", ["Tab"], CommandScope.Access, "other table") { Listed = false },

        new("upstream.set", "set address and login", ["e", "n"], CommandScope.Upstream, "set"),
        new("upstream.sync", "read it now, try open links again", ["t"], CommandScope.Upstream, "sync"),
        new("upstream.clear", "forget it; asks first", ["Del", "Ctrl+D"], CommandScope.Upstream, "forget"),

        new("facts.close", "close", ["Esc", "Enter", "q"], CommandScope.Facts, "close") { Listed = false },
        new("facts.copy", "copy the id, never a secret", ["y"], CommandScope.Facts, "copy id") { Listed = false },
        new("facts.up", "scroll up", ["Up", "k"], CommandScope.Facts) { Listed = false },
        new("facts.down", "scroll down", ["Down", "j"], CommandScope.Facts, "scroll") { Listed = false },

        new("change.no", "leave it as it is", ["Esc", "n", "Enter"], CommandScope.Change, "no") { Listed = false },
        new("change.yes", "do it", ["y"], CommandScope.Change, "yes") { Listed = false },
        new("change.up", "scroll up", ["Up", "k"], CommandScope.Change) { Listed = false },
        new("change.down", "scroll down", ["Down", "j"], CommandScope.Change) { Listed = false },

        new("once.close", "close; it is not shown again", ["Esc", "q"], CommandScope.Once, "close for good") { Listed = false },
        new("once.save", "write it to a file of mode 0600", ["w"], CommandScope.Once, "write to a file") { Listed = false },
    ]);
}

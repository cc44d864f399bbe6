using System.Collections.Frozen;

namespace IntegrationHost.Core.Audit;

/// <summary>The closed list of what can be recorded, and which details each may have: a value has no way in by mistake.</summary>
internal static class AuditActions
{
    public const string TrailOpen = "audit.open";
    public const string LossAccepted = "audit.loss-accepted";
    public const string Renewed = "audit.renewed";
    public const string SegmentOpen = "audit.segment";
    public const string SegmentRemoved = "audit.segment-removed";
    public const string HashAsked = "audit.hash";
    public const string StoreBackup = "store.backup";
    public const string StoreRestore = "store.restore";
    public const string StoreRecount = "store.recount";
    public const string HostStart = "host.start";
    public const string HostStop = "host.stop";
    public const string AccountCreate = "account.create";
    public const string AccountChange = "account.change";
    public const string AccountDelete = "account.delete";
    public const string AccountVerify = "account.verify";
    public const string AccountDamage = "account.damage";
    public const string ModuleSave = "module.save";
    public const string ModuleDelete = "module.delete";
    public const string ModuleImport = "module.import";
    public const string ModuleLink = "module.link";
    public const string ModuleUnlink = "module.unlink";
    public const string ModuleExecute = "module.execute";
    public const string EntitySave = "entity.save";
    public const string EntityDelete = "entity.delete";
    public const string ModelAsk = "model.ask";
    public const string AccessDenied = "access.denied";
    public const string AuthFailed = "auth.failed";
    public const string AuthLogin = "auth.login";
    public const string TokenCreate = "token.create";
    public const string TokenRevoke = "token.revoke";
    public const string PrincipalCreate = "principal.create";
    public const string PrincipalChange = "principal.change";
    public const string PrincipalPassword = "principal.password";
    public const string PrincipalDelete = "principal.delete";
    public const string RoleCreate = "role.create";
    public const string RoleChange = "role.change";
    public const string RoleDelete = "role.delete";
    public const string PermissionChange = "permission.change";
    public const string PluginSeen = "plugin.seen";
    public const string PluginApprove = "plugin.approve";
    public const string PluginRollback = "plugin.rollback";
    public const string PluginRemove = "plugin.remove";
    public const string PluginSwitch = "plugin.switch";
    public const string PluginReload = "plugin.reload";
    public const string PluginBroke = "plugin.broke";
    public const string PluginWithdrawn = "plugin.withdrawn";
    public const string AccountMigrate = "account.migrate";
    public const string WebhookCreate = "webhook.create";
    public const string WebhookChange = "webhook.change";
    public const string WebhookDelete = "webhook.delete";
    public const string KeyChange = "key.change";

    public const string UpstreamSet = "upstream.set";
    public const string UpstreamClear = "upstream.clear";
    public const string UpstreamSync = "upstream.sync";
    public const string UpstreamSend = "upstream.send";
    public const string UpstreamDelete = "upstream.delete";

    private static readonly FrozenDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        [TrailOpen] = ["vaultId", "format"],
        [LossAccepted] = ["missing", "anchor", "head", "reason"],
        [Renewed] = ["earlier", "tokens"],
        [SegmentOpen] = ["number", "closed"],
        [SegmentRemoved] = ["number", "first", "last", "mac", "sha256"],
        [HashAsked] = [],
        [StoreBackup] = ["sha256"],
        [StoreRestore] = ["sha256"],
        [StoreRecount] = [],
        [HostStart] = ["version"],
        [HostStop] = [],
        [AccountCreate] = ["provider", "kind", "fields", "address"],
        [AccountChange] = ["fields", "changed", "dropped", "address"],
        [AccountDelete] = [],
        [AccountVerify] = ["verdict", "rule", "status"],
        [AccountDamage] = ["field"],
        [ModuleSave] = ["account"],
        [ModuleDelete] = ["trash"],
        [ModuleImport] = ["imported", "updated", "problems"],
        [ModuleLink] = ["account"],
        [ModuleUnlink] = ["account"],
        [ModuleExecute] = ["account", "error"],
        [EntitySave] = ["account"],
        [EntityDelete] = ["trash"],
        [ModelAsk] = ["account"],
        [AccessDenied] = ["permission", "scope", "hidden"],
        [AuthFailed] = ["token", "reason"],
        [AuthLogin] = ["token", "expires"],
        [TokenCreate] = ["principal", "scopes", "expires", "row"],
        [TokenRevoke] = ["principal", "row"],
        [PrincipalCreate] = ["roles", "row"],
        [PrincipalChange] = ["roles", "enabled", "row"],
        [PrincipalPassword] = ["set", "row"],
        [PrincipalDelete] = [],
        [RoleCreate] = ["row"],
        [RoleChange] = ["row"],
        [RoleDelete] = [],
        [PermissionChange] = ["granted", "denied", "revoked", "row"],
        [PluginSeen] = ["sha256", "status", "before"],
        [UpstreamSet] = ["server", "login"],
        [UpstreamClear] = ["server"],
        [UpstreamSync] = ["server", "modulesAdded", "modulesChanged", "modulesGone", "accountsAdded"],
        [UpstreamSend] = ["server", "fields"],
        [UpstreamDelete] = ["server"],
        [PluginApprove] = ["version", "digest", "before", "reason"],
        [PluginRollback] = ["version", "digest", "before", "reason"],
        [PluginRemove] = ["version"],
        [PluginSwitch] = ["disabled"],
        [PluginReload] = ["version", "reason"],
        [PluginBroke] = ["reason"],
        [PluginWithdrawn] = ["version", "digest", "found"],
        [AccountMigrate] = ["plugin", "version", "renamed", "defaults"],
        [WebhookCreate] = ["host", "kinds", "row"],
        [WebhookChange] = ["enabled"],
        [WebhookDelete] = [],
        [KeyChange] = ["operation", "slot", "term", "count"],
    }.ToFrozenDictionary();

    /// <exception cref="ArgumentException">The action or one of the details is not in the list.</exception>
    public static void Check(AuditEvent happened)
    {
        if (!Keys.TryGetValue(happened.Action, out string[]? allowed) || happened.Details.Any(detail => !allowed.Contains(detail.Key)))
            throw new ArgumentException($"The trail has no place for this in '{happened.Action}'.", nameof(happened));
    }
}

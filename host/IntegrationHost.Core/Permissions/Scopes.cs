namespace IntegrationHost.Core.Permissions;

/// <summary>What a token may be used for at all; what it may do to an object, the object's permissions say.</summary>
public static class Scopes
{
    /// <summary>See accounts, modules, coverage and the catalogue.</summary>
    public const string AccountsRead = "accounts:read";

    /// <summary>Make and change accounts and modules, and their permissions.</summary>
    public const string AccountsWrite = "accounts:write";

    /// <summary>Use accounts: smoke tests and running modules.</summary>
    public const string AccountsUse = "accounts:use";

    /// <summary>Read and check the audit trail.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>See and approve plugins.</summary>
    public const string PluginsAdmin = "plugins:admin";

    /// <summary>Keys, sealing, rotation, backup.</summary>
    public const string VaultAdmin = "vault:admin";

    /// <summary>Tokens; for admins also principals and roles.</summary>
    public const string TokensAdmin = "tokens:admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [AccountsRead, AccountsWrite, AccountsUse, AuditRead, PluginsAdmin, VaultAdmin, TokensAdmin];
}

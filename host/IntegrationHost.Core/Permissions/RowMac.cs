using System.Security.Cryptography;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Webhooks;

namespace IntegrationHost.Core.Permissions;

/// <summary>Keyed hashes over the rows that decide who may do what: one that was changed outside the host counts as absent, and so does one from before its last change that was put back.</summary>
internal static class RowMac
{
    public static void Sign(KeyRing keys, PrincipalRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, RoleRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, ApiTokenRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, AclObjectRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, PluginPinRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, UpstreamAccountRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, WebhookRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static bool Holds(KeyRing keys, WebhookRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac) && keys.Rows.IsLatest("webhook", row.Id.ToString(), row.Mac);

    public static void Sign(KeyRing keys, PasswordRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static bool Holds(KeyRing keys, PasswordRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac) && keys.Rows.IsLatestPassword(row.PrincipalId, row.Mac);

    public static bool Holds(KeyRing keys, PrincipalRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac) && keys.Rows.IsLatest("principal", row.Id.ToString(), row.Mac);

    public static bool Holds(KeyRing keys, RoleRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac) && keys.Rows.IsLatest("role", row.Id.ToString(), row.Mac);

    public static bool Holds(KeyRing keys, ApiTokenRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac) && keys.Rows.IsLatest("token", row.Id, row.Mac);

    public static bool Holds(KeyRing keys, AclObjectRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac)
        && keys.Rows.IsLatest(SecuredType.Find(row.ObjectType)?.Kind ?? "", row.ObjectId.ToString(), row.Mac);

    public static bool Holds(KeyRing keys, PluginPinRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac);

    public static bool Holds(KeyRing keys, UpstreamAccountRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac);

    public static void Sign(KeyRing keys, PluginApprovalRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static void Sign(KeyRing keys, PluginSwitchRow row) => row.Mac = Mac(keys, Data(keys, row));

    public static bool Holds(KeyRing keys, PluginApprovalRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac);

    public static bool Holds(KeyRing keys, PluginSwitchRow row) => Equal(Mac(keys, Data(keys, row)), row.Mac);

    private static byte[] Mac(KeyRing keys, BoundData data) => HMACSHA256.HashData(keys.RowMacKey, data.Bytes);

    private static bool Equal(byte[] expected, byte[] stored) => CryptographicOperations.FixedTimeEquals(expected, stored);

    private static BoundData Begin(KeyRing keys, string table) => new BoundData().Text("ih.row.v1").Text(keys.VaultId).Text(table);

    private static BoundData Data(KeyRing keys, PrincipalRow row) => Begin(keys, "principals")
        .Text(row.Id.ToString()).Text(row.Username).Text(row.Roles).Number(row.Enabled ? 1 : 0)
        .Number(row.CreatedAt.ToUnixTimeMilliseconds()).Number(row.ModifiedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, RoleRow row) => Begin(keys, "roles")
        .Text(row.Id.ToString()).Text(row.RoleName).Number(row.CreatedAt.ToUnixTimeMilliseconds()).Number(row.ModifiedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, ApiTokenRow row) => Begin(keys, "api_tokens")
        .Text(row.Id).Text(Convert.ToHexString(row.Hash)).Text(row.PrincipalId.ToString()).Text(row.Name).Text(row.Scopes).Text(row.MadeBy)
        .Number(row.CreatedAt.ToUnixTimeMilliseconds()).Number(row.ExpiresAt.ToUnixTimeMilliseconds()).Number(row.RevokedAt?.ToUnixTimeMilliseconds() ?? -1);

    private static BoundData Data(KeyRing keys, WebhookRow row) => Begin(keys, "webhooks")
        .Text(row.Id.ToString()).Text(row.Url).Text(row.Kinds).Text(row.OwnerId.ToString()).Text(Convert.ToHexString(row.Salt)).Number(row.CreatedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, PasswordRow row) => Begin(keys, "principal_passwords")
        .Text(row.PrincipalId.ToString()).Text(row.Kdf).Text(Convert.ToHexString(row.Salt)).Text(Convert.ToHexString(row.Hash)).Number(row.ChangedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, PluginPinRow row) => Begin(keys, "plugin_pins")
        .Text(row.PluginId).Text(row.Sha256).Text(row.Status).Number(row.SeenAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, UpstreamAccountRow row) => Begin(keys, "upstream_accounts")
        .Text(row.AccountId.ToString()).Text(row.Server).Text(row.UpstreamId ?? "").Text(row.SendKey);

    private static BoundData Data(KeyRing keys, PluginApprovalRow row) => Begin(keys, "plugin_approvals")
        .Text(row.PluginId).Text(row.Digest).Text(row.Version).Text(row.ContractVersion).Text(row.MainAssembly).Text(row.Files).Text(row.Ask).Text(row.Descriptors)
        .Text(row.Source).Text(row.State.ToString()).Number(row.Rank).Text(row.ApprovedBy).Number(row.ApprovedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, PluginSwitchRow row) => Begin(keys, "plugin_switches")
        .Text(row.PluginId).Number(row.Disabled ? 1 : 0).Text(row.ChangedBy).Number(row.ChangedAt.ToUnixTimeMilliseconds());

    private static BoundData Data(KeyRing keys, AclObjectRow row)
    {
        BoundData data = Begin(keys, "acl_objects")
            .Text(row.ObjectType).Text(row.ObjectId.ToString()).Text(row.OwnerId.ToString()).Number(row.Version)
            .Number(row.CreatedAt.ToUnixTimeMilliseconds()).Number(row.ModifiedAt.ToUnixTimeMilliseconds()).Number(row.Entries.Count);
        foreach (AclEntryRow entry in row.Entries.OrderBy(entry => entry.Id))
            data.Text(entry.Id.ToString()).Text(entry.Sid).Number((long)entry.Mask).Number(entry.Granting ? 1 : 0);
        return data;
    }
}

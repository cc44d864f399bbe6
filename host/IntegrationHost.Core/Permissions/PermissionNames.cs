namespace IntegrationHost.Core.Permissions;

/// <summary>Permissions as ThorAPI writes them.</summary>
public static class PermissionNames
{
    private static readonly Dictionary<Permission, string> Names = new()
    {
        [Permission.Read] = "READ",
        [Permission.Insert] = "INSERT",
        [Permission.Create] = "CREATE",
        [Permission.Encryption] = "ENCRYPTION",
        [Permission.Write] = "WRITE",
        [Permission.Delete] = "DELETE",
        [Permission.Execute] = "EXECUTE",
        [Permission.Granting] = "GRANTING",
        [Permission.Administration] = "ADMINISTRATION",
        [Permission.ViewDecrypted] = "VIEW_DECRYPTED",
        [Permission.Append] = "APPEND",
    };

    private static readonly Dictionary<string, Permission> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["READ"] = Permission.Read,
        ["LIST"] = Permission.Read,
        ["APPEND"] = Permission.Append,
        ["APPEND_ONLY"] = Permission.Append,
        ["APPENDONLY"] = Permission.Append,
        ["INSERT"] = Permission.Insert,
        ["CREATE"] = Permission.Create,
        ["ENCRYPTION"] = Permission.Encryption,
        ["ENCRYPT"] = Permission.Encryption,
        ["WRITE"] = Permission.Write,
        ["UPDATE"] = Permission.Write,
        ["DELETE"] = Permission.Delete,
        ["EXECUTE"] = Permission.Execute,
        ["EXEC"] = Permission.Execute,
        ["GRANTING"] = Permission.Granting,
        ["GRANT"] = Permission.Granting,
        ["ADMIN"] = Permission.Administration,
        ["ADMINISTRATION"] = Permission.Administration,
        ["READ_WRITE_DELETE"] = Permission.ReadWriteDelete,
        ["OWNER"] = Permission.ReadWriteDelete,
        ["VIEW_DECRYPTED"] = Permission.ViewDecrypted,
        ["VIEWDECRYPTED"] = Permission.ViewDecrypted,
        ["DECRYPT"] = Permission.ViewDecrypted,
        ["DECRYPT_READ"] = Permission.ViewDecrypted,
        ["DECRYPTED"] = Permission.ViewDecrypted,
        ["VIEW-ENCRYPTED"] = Permission.ViewDecrypted,
    };

    /// <summary>All bits that ThorAPI knows.</summary>
    public static Permission All { get; } = Names.Keys.Aggregate(Permission.None, (all, one) => all | one);

    /// <summary>For messages.</summary>
    public static string Known { get; } = string.Join(", ", Names.Values);

    /// <summary>Reads a name without case; <c>null</c> if ThorAPI does not know it.</summary>
    public static Permission? Parse(string? name) => name is not null && Aliases.TryGetValue(name.Trim(), out Permission permission) ? permission : null;

    /// <summary>The permissions of a mask, one by one.</summary>
    public static IEnumerable<Permission> Split(Permission mask) => Names.Keys.Where(one => (mask & one) != 0);

    /// <summary>The name of a single permission; of several, the names with blanks between.</summary>
    public static string Write(Permission permission) => string.Join(' ', Split(permission).Select(one => Names[one]));
}

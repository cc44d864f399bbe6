namespace IntegrationHost.Core.Permissions;

/// <summary>
/// Who a permission is for, as it is stored: <c>p:</c> and a principal's id, <c>r:</c> and a role's id, <c>s:</c> and a system identity. By id, so that a name
/// that is given to another later brings no permission with it.
/// </summary>
internal static class Sids
{
    public const string Admin = "s:ADMIN";
    public const string Everyone = "s:EVERYONE";
    public const string Authenticated = "s:AUTHENTICATED";
    public const string System = "s:SYSTEM";
    public const string Anonymous = "s:anonymousUser";

    /// <summary>ThorAPI's own roles beside those that are system identities.</summary>
    public static readonly IReadOnlyList<string> BuiltInRoles = ["ANONYMOUS", "EVERYONE", "SYSTEM", "USER", "STAFF", "ADMIN"];

    private static readonly string[] Known = [Admin, Everyone, Authenticated, System, Anonymous, "s:USER", "s:STAFF"];

    public static string Principal(Guid id) => $"p:{id}";

    public static string Role(Guid id) => $"r:{id}";

    /// <summary>A system identity by name, without case and with or without <c>ROLE_</c>; <c>null</c> if it is none.</summary>
    public static string? FindSystem(string name)
    {
        string bare = name.StartsWith("ROLE_", StringComparison.OrdinalIgnoreCase) ? name[5..] : name;
        if (bare.Equals("ANONYMOUS", StringComparison.OrdinalIgnoreCase))
            return Anonymous;
        return Array.Find(Known, known => known[2..].Equals(bare, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether ThorAPI calls it a principal: users, and three of the system identities.</summary>
    public static bool IsPrincipal(string sid) => sid.StartsWith("p:", StringComparison.Ordinal) || sid is System or Admin or Anonymous;
}

namespace IntegrationHost.Core.Permissions;

/// <summary>One permission of one identity on one object.</summary>
/// <param name="Name">User, role or system identity.</param>
/// <param name="Permission">A single permission.</param>
/// <param name="Granted">Whether it is granted; otherwise denied.</param>
public sealed record AclItem(string Name, Permission Permission, bool Granted);

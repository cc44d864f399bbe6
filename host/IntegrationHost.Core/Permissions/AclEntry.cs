namespace IntegrationHost.Core.Permissions;

/// <summary>All that one identity is granted, or denied, on one object.</summary>
/// <param name="Id">Made by the host.</param>
/// <param name="Type">Type of the object.</param>
/// <param name="ObjectId">The object.</param>
/// <param name="Name">User, role or system identity.</param>
/// <param name="IsPrincipal">Whether ThorAPI calls the identity a principal.</param>
/// <param name="Mask">The permissions.</param>
/// <param name="Granting">Whether they are granted; otherwise denied.</param>
/// <param name="OwnerName">The object's owner.</param>
/// <param name="Order">Place among the object's entries, from 0.</param>
public sealed record AclEntry(Guid Id, SecuredType Type, Guid ObjectId, string Name, bool IsPrincipal, Permission Mask, bool Granting, string OwnerName, int Order);

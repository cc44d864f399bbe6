namespace IntegrationHost.Core.Permissions;

/// <summary>What who is acting may do to one object.</summary>
/// <param name="Permissions">Each for itself.</param>
/// <param name="IsOwner">Whether it owns the object.</param>
/// <param name="IsAdmin">Whether it has the role ADMIN.</param>
public sealed record EffectivePermissions(IReadOnlyList<Permission> Permissions, bool IsOwner, bool IsAdmin);

namespace IntegrationHost.Core.Permissions;

/// <summary>What one identity is granted, or denied, on one object.</summary>
internal sealed class AclEntryRow
{
    public required Guid Id { get; set; }

    public required string ObjectType { get; set; }

    public required Guid ObjectId { get; set; }

    /// <summary>One of <see cref="Sids"/>.</summary>
    public required string Sid { get; set; }

    public required Permission Mask { get; set; }

    public required bool Granting { get; set; }
}

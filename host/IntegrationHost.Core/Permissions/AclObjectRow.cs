namespace IntegrationHost.Core.Permissions;

/// <summary>The permissions of one object: its owner and its entries, under one MAC, so that none can be changed, added or taken away.</summary>
internal sealed class AclObjectRow
{
    /// <summary><see cref="SecuredType.ClassName"/>.</summary>
    public required string ObjectType { get; set; }

    public required Guid ObjectId { get; set; }

    public required Guid OwnerId { get; set; }

    public required long Version { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public byte[] Mac { get; set; } = [];

    public List<AclEntryRow> Entries { get; } = [];
}

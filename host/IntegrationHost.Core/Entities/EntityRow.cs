namespace IntegrationHost.Core.Entities;

/// <summary>A ThorAPI entity in the database: its whole text without what is secure, and what queries need of it.</summary>
internal sealed class EntityRow
{
    public required Guid Id { get; set; }

    public required string Type { get; set; }

    public required Guid OwnerId { get; set; }

    public required string Json { get; set; }

    /// <summary>What it belongs to; no foreign key, as in ThorAPI.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The account it uses; no foreign key.</summary>
    public Guid? AccountId { get; set; }

    public bool Trashed { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Rises with each change; sealed values carry it.</summary>
    public long Version { get; set; }

    public List<EntitySecretRow> Secrets { get; } = [];
}

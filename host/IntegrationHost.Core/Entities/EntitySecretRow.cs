namespace IntegrationHost.Core.Entities;

/// <summary>One sealed property of an entity.</summary>
internal sealed class EntitySecretRow
{
    public required Guid EntityId { get; set; }

    /// <summary>Type and property, such as <c>SecureKey.keyValue</c>; part of the seal.</summary>
    public required string FieldKey { get; set; }

    /// <summary>Envelope v1.</summary>
    public required byte[] Envelope { get; set; }

    /// <summary>The entity's version when it was sealed; part of the seal.</summary>
    public required long Version { get; set; }

    /// <summary>Copy of the key term in the envelope, for queries only.</summary>
    public required long KeyTerm { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

namespace IntegrationHost.Core.Entities;

/// <summary>A kind of ThorAPI entity: all that the host needs to store, check, find and show one.</summary>
/// <param name="Name">Name in the address and in the contract.</param>
/// <param name="Fields">Its properties, without those that every entity has.</param>
public sealed record EntityType(string Name, IReadOnlyList<EntityField> Fields)
{
    /// <summary>Lists of entities that belong to one.</summary>
    public IReadOnlyList<EntityChildren> Children { get; init; } = [];

    /// <summary>Property with the id of what it belongs to; <c>null</c> if it belongs to nothing.</summary>
    public string? ParentId { get; init; }

    /// <summary>Nested object that may name the parent in place of <see cref="ParentId"/>.</summary>
    public string? ParentReference { get; init; }

    /// <summary>Nested object that names the integration account it uses.</summary>
    public string? AccountReference { get; init; }

    /// <summary>Property with the number of its version, by which a stale save is told; <c>null</c> for none.</summary>
    public string? VersionProperty { get; init; }

    /// <summary>Names of its secure properties.</summary>
    public IReadOnlyList<string> SecureNames { get; } = [.. Fields.Where(field => field.Secure).Select(field => field.Name)];

    /// <summary>Properties that an example must meet exactly: ThorAPI looks for a part in texts only.</summary>
    public IReadOnlyList<string> ExactNames { get; } =
        [.. EntityTypes.CommonIds, .. Fields.Where(field => field.Kind is EntityFieldKind.Word or EntityFieldKind.Id).Select(field => field.Name)];
}

namespace IntegrationHost.Core.Permissions;

/// <summary>A role of the operators' own.</summary>
internal sealed class RoleRow
{
    public required Guid Id { get; set; }

    public required string RoleName { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

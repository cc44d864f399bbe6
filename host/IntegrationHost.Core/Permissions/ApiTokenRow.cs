namespace IntegrationHost.Core.Permissions;

/// <summary>A token, as a keyed hash.</summary>
internal sealed class ApiTokenRow
{
    /// <summary>The six characters after the prefix; no secret.</summary>
    public required string Id { get; set; }

    public required byte[] Hash { get; set; }

    public required Guid PrincipalId { get; set; }

    public required string Name { get; set; }

    /// <summary>With blanks between.</summary>
    public required string Scopes { get; set; }

    public required string MadeBy { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

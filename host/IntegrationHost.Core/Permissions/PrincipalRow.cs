namespace IntegrationHost.Core.Permissions;

/// <summary>A user or a program that tokens are made for.</summary>
internal sealed class PrincipalRow
{
    public required Guid Id { get; set; }

    public required string Username { get; set; }

    /// <summary>Its roles as <see cref="Sids"/>, in order, with commas between: one row, so that one MAC covers them.</summary>
    public required string Roles { get; set; }

    public required bool Enabled { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public byte[] Mac { get; set; } = [];

    public IEnumerable<string> RoleSids => Roles.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

namespace IntegrationHost.Core.Logins;

/// <summary>What a principal's password is compared with. The password itself is nowhere.</summary>
internal sealed class PasswordRow
{
    public required Guid PrincipalId { get; set; }

    /// <summary>What deriving costs, as <see cref="Secrets.Argon2Cost"/> writes it.</summary>
    public required string Kdf { get; set; }

    public required byte[] Salt { get; set; }

    /// <summary>Argon2id of the password, hashed once more with a key that is not in the database.</summary>
    public required byte[] Hash { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}

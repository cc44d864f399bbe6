namespace IntegrationHost.Core.Accounts;

/// <summary>One sealed value of an account.</summary>
internal sealed class AccountSecretRow
{
    public required Guid AccountId { get; set; }

    public required string FieldKey { get; set; }

    /// <summary>Envelope v1.</summary>
    public required byte[] Envelope { get; set; }

    /// <summary>The account's credential version when it was sealed; part of the seal.</summary>
    public required long Version { get; set; }

    /// <summary>Copy of the key term in the envelope, for queries only.</summary>
    public required long KeyTerm { get; set; }

    /// <summary>Keyed hash by which an equal key elsewhere is found; <c>null</c> for passwords, which could be guessed through it.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>The reference if the sealed value is one: for lists and figures, never for use; <c>null</c> for a value.</summary>
    public string? Reference { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

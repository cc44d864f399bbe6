namespace IntegrationHost.Core.Accounts;

/// <summary>The access token of an account as all hosts of a store share it, and which of them is getting the next one.</summary>
internal sealed class AccountTokenRow
{
    public required Guid AccountId { get; set; }

    /// <summary>The account's credential version that the token belongs to; part of the seal.</summary>
    public long CredentialVersion { get; set; }

    /// <summary>The token with its expiry and base address, in an envelope; <c>null</c> for none.</summary>
    public byte[]? Envelope { get; set; }

    /// <summary>Rises with each holder: what an earlier one writes is refused.</summary>
    public long Fence { get; set; }

    /// <summary>Who may exchange the credential now; <c>null</c> for nobody.</summary>
    public Guid? Holder { get; set; }

    /// <summary>When the holder is taken for dead.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>Whether a one-time token was sent and no answer to it is stored.</summary>
    public bool Pending { get; set; }
}

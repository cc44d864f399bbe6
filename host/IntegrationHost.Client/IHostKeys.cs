using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The keys of the store, its backups and its health, as typed calls.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IHostKeys
{
    /// <summary>Unseals the store.</summary>
    /// <param name="key">Passphrase or recovery code; <c>null</c> to try again what needs no person.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<SealState> UnsealAsync(string? key, CancellationToken cancellationToken = default);

    /// <summary>Seals the store: its keys are wiped.</summary>
    Task<SealState> SealAsync(CancellationToken cancellationToken = default);

    /// <summary>The ways to unlock the store.</summary>
    Task<IReadOnlyList<KeySlotInfo>> GetSlotsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a way to unlock.</summary>
    Task<AddSlotResult> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts another passphrase in the place of one.</summary>
    Task<AddSlotResult> ChangeSlotAsync(string id, AddSlotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a way to unlock.</summary>
    Task RemoveSlotAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>How far a rotation of the data key has come.</summary>
    Task<RotationReport> GetRotationAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins a rotation of the data key, or goes on with one.</summary>
    Task<RotationReport> RotateAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes a data key out of the ring for good.</summary>
    Task DestroyTermAsync(long term, bool despiteBackups, CancellationToken cancellationToken = default);

    /// <summary>Makes a backup and writes it to a stream.</summary>
    /// <param name="label">Name by which the host remembers it.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task BackUpAsync(string label, Stream target, CancellationToken cancellationToken = default);

    /// <summary>Looks for damage in the store and opens every secret.</summary>
    Task<StoreVerification> VerifyStoreAsync(CancellationToken cancellationToken = default);
}

using System.Security.Cryptography;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>The ways to unlock a store. Each change writes the ring file and touches no secret.</summary>
/// <param name="store">The store; unsealed for every call but <see cref="Describe"/>.</param>
public sealed class KeySlots(HostStore store)
{
    private OpenRing Ring => store.Ring ?? throw new StoreSealedException();

    /// <summary>All slots, oldest first.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public IReadOnlyList<SlotReport> List() => [.. Ring.Document.Slots.Select(slot => Report(store.Paths, slot))];

    /// <summary>The slots that the ring file of a store names, open or not.</summary>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public static IReadOnlyList<SlotReport> Describe(HostPaths paths) =>
        File.Exists(paths.KeyRingPath) ? [.. KeyRingFile.Read(paths.KeyRingPath).Slots.Select(slot => Report(paths, slot))] : [];

    /// <summary>Adds a passphrase.</summary>
    /// <exception cref="ConflictException">It has fewer than 12 characters, or is a recovery code.</exception>
    public async Task<SlotReport> AddPassphraseAsync(SecretText passphrase, CancellationToken cancellationToken)
    {
        using NewSlot slot = Passphrase(passphrase);
        return await AddAsync(slot, cancellationToken);
    }

    /// <summary>Puts another passphrase in the place of one: that slot alone is written.</summary>
    /// <exception cref="NotFoundException">There is no passphrase slot of this name.</exception>
    /// <exception cref="ConflictException">The passphrase has fewer than 12 characters, or is a recovery code.</exception>
    public async Task<SlotReport> ChangePassphraseAsync(string id, SecretText passphrase, CancellationToken cancellationToken)
    {
        if (!Ring.Document.Slots.Any(slot => slot.Id == id && slot.Type == SlotTypes.Passphrase))
            throw new NotFoundException("passphrase slot", id);
        using NewSlot slot = Passphrase(passphrase);
        return Report(store.Paths, await RecordedAsync("change-slot", id, () => Ring.ReplaceSlot(id, slot), changed => changed.Id, cancellationToken));
    }

    /// <summary>Makes a recovery code, which is shown this once and stored nowhere.</summary>
    public async Task<(SlotReport Slot, string Code)> AddRecoveryCodeAsync(CancellationToken cancellationToken)
    {
        string code = RecoveryCode.Create();
        using NewSlot slot = new(SlotTypes.Recovery, RecoveryCode.Parse(code)!);
        return (await AddAsync(slot, cancellationToken), code);
    }

    /// <summary>Adds a key file; a file that is there is used, never replaced.</summary>
    /// <param name="path">Absolute path outside of the data directory; <c>null</c> for the store's usual key file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The path is not fit, or such a slot exists.</exception>
    /// <exception cref="StoreException">The file is damaged, open to others, or cannot be made.</exception>
    public async Task<SlotReport> AddKeyFileAsync(string? path, CancellationToken cancellationToken)
    {
        string file = path ?? store.Paths.KeyFilePath;
        if (!Path.IsPathFullyQualified(file) || Path.GetFullPath(file).StartsWith(store.Paths.DataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ConflictException("The path of a key file is absolute and outside of the data directory: a key does not lie beside what it unlocks.");
        if (Ring.Document.Slots.Any(slot => slot.Type == SlotTypes.KeyFile && SlotKeys.FileOf(store.Paths, slot) == file))
            throw new ConflictException("There is a slot for this key file already. Name another file, or remove that slot first.");

        Dictionary<string, string>? settings = path is null ? null : new() { ["path"] = file };
        using NewSlot slot = new(SlotTypes.KeyFile, KeyRingStore.ReadOrCreateKeyFile(file), settings);
        return await AddAsync(slot, cancellationToken);
    }

    /// <summary>Adds the key in the environment variable INTEGRATION_HOST_KEY, for development.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">It holds no whole key.</exception>
    public async Task<SlotReport> AddEnvironmentAsync(Func<string, string?> environment, CancellationToken cancellationToken)
    {
        using NewSlot slot = new(SlotTypes.Environment, EnvironmentKey.Read(environment) ?? throw new ConflictException(
            $"The environment variable {EnvironmentKey.Variable} of the host is not set or holds no whole key. Set it to the content of a key file."));
        return await AddAsync(slot, cancellationToken);
    }

    /// <summary>Adds a key that a vault's transit engine unwraps at each start.</summary>
    /// <exception cref="ConflictException">The settings are not fit, there is such a slot already, or the vault does not wrap and unwrap.</exception>
    public async Task<SlotReport> AddTransitAsync(TransitSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Problem is { } problem)
            throw new ConflictException(problem);
        if (Ring.Document.Slots.Any(slot => slot.Type == SlotTypes.Transit))
            throw new ConflictException("There is a transit slot already. Remove it first.");

        byte[] key = GC.AllocateUninitializedArray<byte>(KeyFile.KeySize, pinned: true);
        RandomNumberGenerator.Fill(key);
        byte[]? back = null;
        try
        {
            string ciphertext = await TransitClient.EncryptAsync(settings, key, cancellationToken);

            // What cannot be had back must not become a slot.
            back = await TransitClient.DecryptAsync(settings, ciphertext, cancellationToken);
            if (!CryptographicOperations.FixedTimeEquals(key, back))
                throw new ConflictException("The vault unwraps something else than it wrapped.");
            settings.Write(store.Paths);
            using NewSlot slot = new(SlotTypes.Transit, key, new Dictionary<string, string> { ["ciphertext"] = ciphertext });
            return await AddAsync(slot, cancellationToken);
        }
        catch (TransitException failure)
        {
            throw new ConflictException(failure.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(back);
        }
    }

    /// <summary>Removes a way to unlock. Files that it used stay where they are.</summary>
    /// <exception cref="NotFoundException">There is no such slot.</exception>
    /// <exception cref="ConflictException">It is the last.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => RecordedAsync(
        "remove-slot",
        id,
        () =>
        {
            Ring.RemoveSlot(id);
            return id;
        },
        known => known,
        cancellationToken);

    internal static NewSlot Passphrase(SecretText passphrase)
    {
        if (passphrase.Length < TypedKey.LeastLength)
            throw new ConflictException($"A passphrase has at least {TypedKey.LeastLength} characters. Several words are easy to remember.");
        return RecoveryCode.Parse(passphrase.Reveal()) is null
            ? new NewSlot(SlotTypes.Passphrase, TypedKey.MaterialOf(passphrase))
            : throw new ConflictException("This is a recovery code. Choose a passphrase of your own.");
    }

    private static SlotReport Report(HostPaths paths, KeySlot slot) => new(slot.Id, slot.Type, slot.Kdf, slot.Created, slot.Type switch
    {
        SlotTypes.KeyFile => SlotKeys.FileOf(paths, slot),
        SlotTypes.Environment => EnvironmentKey.Variable,
        SlotTypes.Transit => TransitSettings.PathFor(paths),
        _ => "",
    });

    // Argon2id takes its time: not on the caller's thread.
    private async Task<SlotReport> AddAsync(NewSlot slot, CancellationToken cancellationToken) =>
        Report(store.Paths, await RecordedAsync("add-slot", "", () => Ring.AddSlot(slot), added => added.Id, cancellationToken));

    // The ring is a file of its own, in no transaction with the trail: said before it is written, and again how that ended.
    private async Task<T> RecordedAsync<T>(string operation, string slot, Func<T> change, Func<T, string> idOf, CancellationToken cancellationToken)
    {
        AuditEvent Said(string result, string id) => new(AuditActions.KeyChange, "store", "", result, ("operation", operation), ("slot", id));
        await store.Audit.IntendAsync(Said(AuditResults.Intent, slot), cancellationToken);
        string? changed = null;
        try
        {
            T made = await Task.Run(change, cancellationToken);
            changed = idOf(made);
            return made;
        }
        finally
        {
            await store.Audit.ConcludeAsync(Said(changed is null ? AuditResults.Failed : AuditResults.Ok, changed ?? slot));
        }
    }
}

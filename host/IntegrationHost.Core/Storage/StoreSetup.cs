using System.Security.Cryptography;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Storage;

/// <summary>Makes a store on purpose, with the way to unlock it that the operator chose. Without it the first start makes one with a key file.</summary>
public static class StoreSetup
{
    /// <summary>Makes the ring of a store that does not exist yet.</summary>
    /// <param name="paths">The store.</param>
    /// <param name="passphrase">Passphrase to unlock it with; <c>null</c> for a key file.</param>
    /// <param name="keyFile">Path of the key file; <c>null</c> for the usual one.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreException">Something of a store is there already, or a file cannot be made.</exception>
    /// <exception cref="ConflictException">The passphrase has fewer than 12 characters, or the key file lies in the data directory.</exception>
    public static async Task CreateAsync(HostPaths paths, SecretText? passphrase, string? keyFile, TimeProvider time)
    {
        UnixProcess.CreatePrivateFilesOnly();
        await using StoreOwner owner = StoreOwner.TryAcquire(paths) ?? throw StoreOwner.HeldElsewhere(paths);
        if (KeyRingStore.AnythingExists(paths))
            throw new StoreException($"There is a store in {paths.DataDirectory} already. Nothing was changed. See it with: integration-host doctor", StoreException.Configuration);
        if (keyFile is not null && (!Path.IsPathFullyQualified(keyFile) || keyFile.StartsWith(paths.DataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            throw new ConflictException("The path of a key file is absolute and outside of the data directory: a key does not lie beside what it unlocks.");

        Dictionary<string, string>? settings = keyFile is null ? null : new() { ["path"] = keyFile };
        using NewSlot first = passphrase is null
            ? new NewSlot(SlotTypes.KeyFile, KeyRingStore.ReadOrCreateKeyFile(keyFile ?? paths.KeyFilePath), settings)
            : KeySlots.Passphrase(passphrase);
        (_, byte[] ringKey) = OpenRing.Create(paths, Guid.NewGuid().ToString(), first, time);
        CryptographicOperations.ZeroMemory(ringKey);
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>Opens the ring of a store. Makes one only where nothing exists that another ring could have sealed.</summary>
internal static class KeyRingStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="StoreException">The key or the ring is wrong, missing or damaged. Nothing was written.</exception>
    public static KeyRing Open(HostPaths paths, TimeProvider time)
    {
        PrivateFiles.CheckFile(paths.KeyRingPath);
        if (File.Exists(paths.KeyRingPath))
            return Unlock(paths);

        if (File.Exists(paths.DatabasePath) || File.Exists(paths.DatabasePath + "-wal"))
        {
            throw new StoreException(
                $"The key ring {paths.KeyRingPath} is missing, but the database {paths.DatabasePath} exists. Restore the ring from the same backup; nothing was changed.",
                StoreException.Configuration);
        }

        return Create(paths, time);
    }

    private static KeyRing Create(HostPaths paths, TimeProvider time)
    {
        // A key without a ring is left by a first run that was cut off, or was put there by the operator: it is used, never replaced.
        byte[] key = !File.Exists(paths.KeyFilePath) ? KeyFile.Create(paths.KeyFilePath) : KeyFile.Read(paths.KeyFilePath) ?? throw new StoreException(
            $"The key file {paths.KeyFilePath} is empty or damaged. Restore it from a backup, or move it away to begin a new store.", StoreException.Configuration);
        try
        {
            KeyRing ring = KeyRing.Create(Guid.NewGuid().ToString());
            KeyRingDocument document = KeyRingSeal.Wrap(ring, key, ringVersion: 1, time.GetUtcNow());
            PrivateFiles.WriteAtomically(paths.KeyRingPath, JsonSerializer.SerializeToUtf8Bytes(document, Json));
            return ring;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static KeyRing Unlock(HostPaths paths)
    {
        KeyRingDocument document = ReadDocument(paths);
        KeySlot slot = document.Slots.FirstOrDefault(candidate => candidate is { Type: KeyRingSeal.SlotType, Kdf: KeyRingSeal.Kdf }) ?? throw new StoreException(
            $"The key ring {paths.KeyRingPath} has no slot that this version can unlock. Install the version that wrote it.", StoreException.Configuration);

        if (!File.Exists(paths.KeyFilePath))
        {
            throw new StoreException(
                $"The key file {paths.KeyFilePath}, which unlocks slot {slot.Id} of {paths.KeyRingPath}, is missing. Restore it from where you keep it; nothing was changed.",
                StoreException.Configuration);
        }

        byte[] key = KeyFile.Read(paths.KeyFilePath) ?? throw new StoreException(
            $"The key file {paths.KeyFilePath}, which unlocks slot {slot.Id} of {paths.KeyRingPath}, is empty or damaged. Restore it from where you keep it; nothing was changed.",
            StoreException.Configuration);
        try
        {
            return KeyRingSeal.Unwrap(document, slot, key) ?? throw new StoreException(
                $"The key file {paths.KeyFilePath} does not unlock slot {slot.Id} of {paths.KeyRingPath} (made {slot.Created:yyyy-MM-dd}). "
                + "Restore the key file that belongs to this ring, or the ring from the same backup as the database; nothing was changed.",
                StoreException.Configuration);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static KeyRingDocument ReadDocument(HostPaths paths)
    {
        try
        {
            KeyRingDocument? document = JsonSerializer.Deserialize<KeyRingDocument>(File.ReadAllBytes(paths.KeyRingPath), Json);
            if (document is { Format: 1, VaultId: not null, Slots: not null, Ring: not null } && document.Slots.All(slot => slot is { Id: not null, Salt: not null, Wrapped: not null }))
                return document;
        }
        catch (JsonException)
        {
            // Said below, without the file's text.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The key ring {paths.KeyRingPath} cannot be read. Check its owner and mode.", StoreException.Permissions, exception);
        }

        throw new StoreException($"The key ring {paths.KeyRingPath} is damaged. Restore it from the same backup as the database; nothing was changed.", StoreException.Configuration);
    }
}

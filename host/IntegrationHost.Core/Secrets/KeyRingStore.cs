using System.Security.Cryptography;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>Finds the ring of a store and what unlocks it. Makes one only where nothing exists that another ring could have sealed.</summary>
internal static class KeyRingStore
{
    /// <summary>Whether anything is there that a ring could have sealed.</summary>
    public static bool AnythingExists(HostPaths paths) =>
        File.Exists(paths.KeyRingPath) || File.Exists(paths.DatabasePath) || File.Exists(paths.DatabasePath + "-wal");

    /// <summary>The ring of a store, unlocked if that needs no person; made if the store is new.</summary>
    /// <exception cref="StoreException">A key or the ring is wrong, missing or damaged. Nothing was written.</exception>
    public static async Task<FoundRing> FindAsync(HostPaths paths, TimeProvider time, StoreOpening opening, CancellationToken cancellationToken)
    {
        PrivateFiles.CheckFile(paths.KeyRingPath);
        if (File.Exists(paths.KeyRingPath))
        {
            KeyRingDocument document = KeyRingFile.Read(paths.KeyRingPath);
            return opening.StartSealed ? new FoundRing(document, null, "It was started sealed.") : await UnlockAsync(paths, document, opening, cancellationToken);
        }

        if (AnythingExists(paths))
        {
            throw new StoreException(
                $"The key ring {paths.KeyRingPath} is missing, but the database {paths.DatabasePath} exists. Restore the ring from the same backup; nothing was changed.",
                StoreException.Configuration);
        }

        using NewSlot first = new(SlotTypes.KeyFile, ReadOrCreateKeyFile(paths.KeyFilePath));
        (KeyRingDocument made, byte[] ringKey) = OpenRing.Create(paths, Guid.NewGuid().ToString(), first, time);
        return new FoundRing(made, ringKey, null);
    }

    /// <summary>Tries every slot that needs no person.</summary>
    /// <exception cref="StoreException">There are such slots, and none opens; each is named.</exception>
    public static async Task<FoundRing> UnlockAsync(HostPaths paths, KeyRingDocument document, StoreOpening opening, CancellationToken cancellationToken)
    {
        List<string> failures = [];
        int exitCode = StoreException.Configuration;
        bool transient = false;
        foreach (KeySlot slot in document.Slots.Where(slot => !slot.NeedsPerson))
        {
            try
            {
                byte[] material = await SlotKeys.FetchAsync(paths, slot, opening.Environment, cancellationToken);
                byte[]? ringKey = KeyRingSeal.UnwrapKey(document.VaultId, slot, material);
                CryptographicOperations.ZeroMemory(material);
                if (ringKey is not null)
                    return new FoundRing(document, ringKey, null, slot);
                failures.Add(SlotKeys.Mismatch(paths, slot));
            }
            catch (StoreException failure)
            {
                failures.Add(failure.Message);
                exitCode = failure.ExitCode;
            }
            catch (TransitException failure)
            {
                failures.Add($"Slot {slot.Id} of {paths.KeyRingPath}: {failure.Message}");
                transient |= failure.Transient;
            }
        }

        string[] persons = [.. document.Slots.Where(slot => slot.NeedsPerson).Select(slot => slot.Id)];
        if (failures.Count == 0)
            return new FoundRing(document, null, $"A person has to unseal it through {string.Join(" or ", persons)}. Run: integration-host unseal");
        if (transient)
            return new FoundRing(document, null, string.Join(" ", failures) + " Try again with: integration-host unseal");
        if (persons.Length > 0)
            failures.Add($"Or start sealed (integration-host serve --sealed) and unseal through {string.Join(" or ", persons)}.");
        throw new StoreException(string.Join(" ", failures), exitCode);
    }

    /// <summary>The key of a file; a file that is there is used, never replaced.</summary>
    /// <exception cref="StoreException">The file is damaged, or cannot be made.</exception>
    public static byte[] ReadOrCreateKeyFile(string path) =>
        // A key without a ring is left by a first run that was cut off, or was put there by the operator.
        !File.Exists(path) ? KeyFile.Create(path) : KeyFile.Read(path) ?? throw new StoreException(
            $"The key file {path} is empty or damaged. Restore it from a backup, or move it away to begin a new store.", StoreException.Configuration);
}

using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>Fetches what a slot asks for, where no person is needed. Every failure names the slot.</summary>
internal static class SlotKeys
{
    /// <summary>The file of a key-file slot: the store's own, or one that it names.</summary>
    public static string FileOf(HostPaths paths, KeySlot slot) => slot.Setting("path") ?? paths.KeyFilePath;

    /// <exception cref="StoreException">It is missing, damaged, or open to others.</exception>
    /// <exception cref="TransitException">The vault does not unwrap it.</exception>
    public static async Task<byte[]> FetchAsync(HostPaths paths, KeySlot slot, Func<string, string?> environment, CancellationToken cancellationToken) => slot.Type switch
    {
        SlotTypes.KeyFile => ReadFile(paths, slot),
        SlotTypes.Environment => EnvironmentKey.Read(environment) ?? throw Refuse(
            $"The environment variable {EnvironmentKey.Variable}, which unlocks slot {slot.Id} of {paths.KeyRingPath}, is not set or holds no whole key. Set it to the content of the key file; nothing was changed."),
        SlotTypes.Transit => await UnwrapAsync(paths, slot, cancellationToken),
        _ => throw Refuse($"The slot {slot.Id} of {paths.KeyRingPath} is of a type that this version does not know. Install the version that wrote it."),
    };

    /// <summary>Why the fetched material is of no use.</summary>
    public static string Mismatch(HostPaths paths, KeySlot slot) => slot.Type switch
    {
        SlotTypes.KeyFile => $"The key file {FileOf(paths, slot)} does not unlock slot {slot.Id} of {paths.KeyRingPath} (made {slot.Created:yyyy-MM-dd}). "
            + "Restore the key file that belongs to this ring, or the ring from the same backup as the database; nothing was changed.",
        SlotTypes.Environment => $"The environment variable {EnvironmentKey.Variable} does not unlock slot {slot.Id} of {paths.KeyRingPath}. Set it to the content of the right key file; nothing was changed.",
        _ => $"What the vault unwraps does not unlock slot {slot.Id} of {paths.KeyRingPath}. Restore the ring from the same backup as the database; nothing was changed.",
    };

    private static byte[] ReadFile(HostPaths paths, KeySlot slot)
    {
        string path = FileOf(paths, slot);
        if (!File.Exists(path))
            throw Refuse($"The key file {path}, which unlocks slot {slot.Id} of {paths.KeyRingPath}, is missing. Restore it from where you keep it; nothing was changed.");
        return KeyFile.Read(path) ?? throw Refuse(
            $"The key file {path}, which unlocks slot {slot.Id} of {paths.KeyRingPath}, is empty or damaged. Restore it from where you keep it; nothing was changed.");
    }

    private static async Task<byte[]> UnwrapAsync(HostPaths paths, KeySlot slot, CancellationToken cancellationToken)
    {
        TransitSettings settings = TransitSettings.Read(paths) ?? throw Refuse(
            $"The transit settings {TransitSettings.PathFor(paths)}, which slot {slot.Id} of {paths.KeyRingPath} needs, are missing. Restore the file; nothing was changed.");
        return await TransitClient.DecryptAsync(settings, slot.Setting("ciphertext") ?? "", cancellationToken);
    }

    private static StoreException Refuse(string message) => new(message, StoreException.Configuration);
}

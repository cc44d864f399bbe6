using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>Wraps and unwraps a ring: what a slot asks for, key of the slot, ring key, ring.</summary>
internal static class KeyRingSeal
{
    private const int SaltSize = 16;

    /// <summary>A slot that gives the ring key to whoever has the material.</summary>
    public static KeySlot WrapKey(
        string vaultId, string id, string type, string kdf, IReadOnlyDictionary<string, string>? settings, ReadOnlySpan<byte> material, ReadOnlySpan<byte> ringKey, DateTimeOffset now)
    {
        KeySlot slot = new(id, type, kdf, RandomNumberGenerator.GetBytes(SaltSize), new byte[KeyFile.KeySize + AeadBox.Overhead], now, settings);
        Span<byte> slotKey = stackalloc byte[KeyFile.KeySize];
        try
        {
            SlotKdf.Derive(slot, material, slotKey);
            AeadBox.Seal(slotKey, ringKey, SlotData(vaultId, slot), slot.Wrapped);
            return slot;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(slotKey);
        }
    }

    /// <summary>The ring key through a slot, in pinned memory; <c>null</c> if the material is not the slot's, or the slot was changed.</summary>
    public static byte[]? UnwrapKey(string vaultId, KeySlot slot, ReadOnlySpan<byte> material)
    {
        if (!SlotKdf.Knows(slot))
            return null;

        byte[] ringKey = GC.AllocateUninitializedArray<byte>(KeyFile.KeySize, pinned: true);
        Span<byte> slotKey = stackalloc byte[KeyFile.KeySize];
        try
        {
            SlotKdf.Derive(slot, material, slotKey);
            return AeadBox.TryOpen(slotKey, slot.Wrapped, SlotData(vaultId, slot), ringKey) ? ringKey : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(slotKey);
        }
    }

    public static byte[] SealRing(string vaultId, long ringVersion, ReadOnlySpan<byte> ringKey, ReadOnlySpan<byte> blob)
    {
        byte[] sealedRing = new byte[blob.Length + AeadBox.Overhead];
        AeadBox.Seal(ringKey, blob, RingData(vaultId, ringVersion), sealedRing);
        return sealedRing;
    }

    /// <summary>The ring's bytes, in pinned memory; <c>null</c> if the file was changed.</summary>
    public static byte[]? OpenRing(KeyRingDocument document, ReadOnlySpan<byte> ringKey)
    {
        if (document.Ring.Length <= AeadBox.Overhead)
            return null;

        byte[] blob = GC.AllocateUninitializedArray<byte>(document.Ring.Length - AeadBox.Overhead, pinned: true);
        return AeadBox.TryOpen(ringKey, document.Ring, RingData(document.VaultId, document.RingVersion), blob) ? blob : null;
    }

    // Rings of the first release have no settings, and their seals hold without.
    private static ReadOnlySpan<byte> SlotData(string vaultId, KeySlot slot)
    {
        BoundData data = new BoundData().Text("ih.slot.v1").Text(vaultId).Text(slot.Id).Text(slot.Type).Text(slot.Kdf).Raw(slot.Salt);
        foreach ((string name, string value) in (slot.Settings ?? new Dictionary<string, string>()).OrderBy(setting => setting.Key, StringComparer.Ordinal))
            data.Text(name).Text(value);
        return data.Bytes;
    }

    private static ReadOnlySpan<byte> RingData(string vaultId, long ringVersion) => new BoundData().Text("ih.ring.v1").Text(vaultId).Number(ringVersion).Bytes;
}

using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>Wraps and unwraps a ring: key file, HKDF, slot, ring key, ring.</summary>
internal static class KeyRingSeal
{
    public const string SlotType = "keyfile";
    public const string Kdf = "hkdf-sha256";

    private const int SaltSize = 16;

    public static KeyRingDocument Wrap(KeyRing ring, ReadOnlySpan<byte> fileKey, long ringVersion, DateTimeOffset now)
    {
        Span<byte> ringKey = stackalloc byte[KeyFile.KeySize];
        Span<byte> slotKey = stackalloc byte[KeyFile.KeySize];
        try
        {
            RandomNumberGenerator.Fill(ringKey);
            KeySlot slot = new("keyfile-1", SlotType, Kdf, RandomNumberGenerator.GetBytes(SaltSize), new byte[KeyFile.KeySize + AeadBox.Overhead], now);
            DeriveSlotKey(fileKey, slot, slotKey);
            AeadBox.Seal(slotKey, ringKey, SlotData(ring.VaultId, slot), slot.Wrapped);
            byte[] sealedRing = new byte[ring.Blob.Length + AeadBox.Overhead];
            AeadBox.Seal(ringKey, ring.Blob, RingData(ring.VaultId, ringVersion), sealedRing);
            return new KeyRingDocument(1, ring.VaultId, ringVersion, [slot], sealedRing);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ringKey);
            CryptographicOperations.ZeroMemory(slotKey);
        }
    }

    /// <summary>Opens the ring through a slot; <c>null</c> if the key is not the slot's, or the file was changed.</summary>
    public static KeyRing? Unwrap(KeyRingDocument document, KeySlot slot, ReadOnlySpan<byte> fileKey)
    {
        if (document.Ring.Length <= AeadBox.Overhead)
            return null;

        Span<byte> ringKey = stackalloc byte[KeyFile.KeySize];
        Span<byte> slotKey = stackalloc byte[KeyFile.KeySize];
        try
        {
            DeriveSlotKey(fileKey, slot, slotKey);
            if (!AeadBox.TryOpen(slotKey, slot.Wrapped, SlotData(document.VaultId, slot), ringKey))
                return null;

            byte[] blob = GC.AllocateUninitializedArray<byte>(document.Ring.Length - AeadBox.Overhead, pinned: true);
            return AeadBox.TryOpen(ringKey, document.Ring, RingData(document.VaultId, document.RingVersion), blob) ? KeyRing.FromBlob(document.VaultId, blob) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ringKey);
            CryptographicOperations.ZeroMemory(slotKey);
        }
    }

    private static void DeriveSlotKey(ReadOnlySpan<byte> fileKey, KeySlot slot, Span<byte> slotKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, slotKey, slot.Salt, "ih.kek.keyfile.v1"u8);

    private static ReadOnlySpan<byte> SlotData(string vaultId, KeySlot slot) =>
        new BoundData().Text("ih.slot.v1").Text(vaultId).Text(slot.Id).Text(slot.Type).Text(slot.Kdf).Raw(slot.Salt).Bytes;

    private static ReadOnlySpan<byte> RingData(string vaultId, long ringVersion) => new BoundData().Text("ih.ring.v1").Text(vaultId).Number(ringVersion).Bytes;
}

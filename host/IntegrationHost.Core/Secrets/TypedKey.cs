using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Secrets;

/// <summary>Unlocks a ring with what a person typed: a passphrase, or a recovery code.</summary>
internal static class TypedKey
{
    /// <summary>The fewest characters of a passphrase.</summary>
    public const int LeastLength = 12;

    // Beside the cost of the derivation: whoever guesses through the API waits.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Tries the slots that ask for such a thing; the result has no key if none opens.</summary>
    public static async Task<FoundRing> UnlockAsync(KeyRingDocument document, SecretText typed, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[]? code = RecoveryCode.Parse(typed.Reveal());
        byte[] material = code ?? MaterialOf(typed);
        string type = code is null ? SlotTypes.Passphrase : SlotTypes.Recovery;
        KeySlot[] slots = [.. document.Slots.Where(slot => slot.Type == type)];
        try
        {
            foreach (KeySlot slot in slots)
            {
                if (await Task.Run(() => KeyRingSeal.UnwrapKey(document.VaultId, slot, material), cancellationToken) is { } ringKey)
                    return new FoundRing(document, ringKey, null, slot);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }

        await Task.Delay(AfterFailure, time, cancellationToken);
        string what = code is null ? "passphrase" : "recovery code";
        return new FoundRing(document, null, (slots, Array.Find(slots, slot => !SlotKdf.Knows(slot))) switch
        {
            ([], _) => $"No slot of this store takes a {what}.",
            (_, { } weak) => $"The slot {weak.Id} asks for a derivation that is weaker than allowed, or unknown. Its entry in the key ring was changed: restore the ring from the same backup as the database.",
            _ => $"The {what} does not unlock {string.Join(" or ", slots.Select(slot => slot.Id))}. Type it again.",
        });
    }

    /// <summary>The bytes of a passphrase, pinned; the caller wipes them.</summary>
    public static byte[] MaterialOf(SecretText typed)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(typed.Reveal()), pinned: true);
        Encoding.UTF8.GetBytes(typed.Reveal(), bytes);
        return bytes;
    }
}

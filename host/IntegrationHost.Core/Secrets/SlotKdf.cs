using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Secrets;

/// <summary>Derives the key of a slot from what the slot asks for.</summary>
internal static class SlotKdf
{
    /// <summary>For what is random already: key file, environment, transit.</summary>
    public const string Hkdf = "hkdf-sha256";

    /// <summary>Whether this version can derive the key of a slot of this type, and is willing to: words need Argon2id of at least OWASP's least cost.</summary>
    public static bool Knows(KeySlot slot) => slot.NeedsPerson ? Argon2Cost.Parse(slot.Kdf) is not null : slot.Kdf == Hkdf;

    /// <exception cref="InvalidOperationException">The slot is not one that <see cref="Knows"/>.</exception>
    public static void Derive(KeySlot slot, ReadOnlySpan<byte> material, Span<byte> key)
    {
        if (!Knows(slot))
            throw new InvalidOperationException("The slot's derivation is not known.");
        if (Argon2Cost.Parse(slot.Kdf) is { } cost)
            cost.Derive(material, slot.Salt, key);
        else
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, key, slot.Salt, Encoding.ASCII.GetBytes($"ih.kek.{slot.Type}.v1"));
    }
}

namespace IntegrationHost.Core.Secrets;

/// <summary>The ring file: what unlocks the ring, and the ring itself, both sealed.</summary>
/// <param name="Format">Always 1.</param>
/// <param name="VaultId">Id of the store.</param>
/// <param name="RingVersion">Rises each time the ring is written.</param>
/// <param name="Slots">Ways to unlock; each wraps the same ring key.</param>
/// <param name="Ring">The keys under the ring key.</param>
internal sealed record KeyRingDocument(int Format, string VaultId, long RingVersion, IReadOnlyList<KeySlot> Slots, byte[] Ring);

/// <summary>One way to unlock a ring.</summary>
/// <param name="Id">Names it in messages.</param>
/// <param name="Type"><c>keyfile</c>.</param>
/// <param name="Kdf"><c>hkdf-sha256</c>.</param>
/// <param name="Salt">16 bytes.</param>
/// <param name="Wrapped">The ring key under the key derived from what the slot asks for.</param>
/// <param name="Created">When it was made.</param>
internal sealed record KeySlot(string Id, string Type, string Kdf, byte[] Salt, byte[] Wrapped, DateTimeOffset Created);

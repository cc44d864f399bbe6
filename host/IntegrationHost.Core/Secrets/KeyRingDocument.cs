namespace IntegrationHost.Core.Secrets;

/// <summary>The ring file: what unlocks the ring, and the ring itself, both sealed.</summary>
/// <param name="Format">Always 1.</param>
/// <param name="VaultId">Id of the store.</param>
/// <param name="RingVersion">Rises each time the ring is written.</param>
/// <param name="Slots">Ways to unlock; each wraps the same ring key.</param>
/// <param name="Ring">The keys under the ring key.</param>
internal sealed record KeyRingDocument(int Format, string VaultId, long RingVersion, IReadOnlyList<KeySlot> Slots, byte[] Ring);

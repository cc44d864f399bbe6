namespace IntegrationHost.Core.Secrets;

/// <summary>The ring of a store, and the key to it if that could be had.</summary>
/// <param name="Document">The ring file.</param>
/// <param name="RingKey">The ring key; <c>null</c> if the store stays sealed.</param>
/// <param name="SealedBecause">Why it stays sealed, with the next step.</param>
/// <param name="Slot">The slot that gave the key, unless the ring is new.</param>
internal sealed record FoundRing(KeyRingDocument Document, byte[]? RingKey, string? SealedBecause, KeySlot? Slot = null)
{
    public override string ToString() => "[found ring]";
}

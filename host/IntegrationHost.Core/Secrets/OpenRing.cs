using System.Diagnostics;
using System.Security.Cryptography;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>The unlocked ring of a store together with its file: what changes one, changes the other first.</summary>
[DebuggerDisplay("[open ring]")]
internal sealed class OpenRing : IDisposable
{
    private readonly Lock gate = new();
    private readonly HostPaths paths;
    private readonly TimeProvider time;
    private readonly byte[] ringKey;
    private readonly KeyRing keys;

    private OpenRing(HostPaths paths, TimeProvider time, KeyRingDocument document, byte[] ringKey, KeyRing keys)
    {
        this.paths = paths;
        this.time = time;
        this.ringKey = ringKey;
        this.keys = keys;
        Document = document;
    }

    /// <summary>The file as it is.</summary>
    public KeyRingDocument Document { get; private set; }

    /// <summary>Makes the ring of a new store, with one slot.</summary>
    /// <param name="paths">The store; it has no ring yet.</param>
    /// <param name="vaultId">Id of the store.</param>
    /// <param name="first">The slot.</param>
    /// <param name="time">The clock.</param>
    public static (KeyRingDocument Document, byte[] RingKey) Create(HostPaths paths, string vaultId, NewSlot first, TimeProvider time)
    {
        byte[] ringKey = GC.AllocateUninitializedArray<byte>(KeyFile.KeySize, pinned: true);
        RandomNumberGenerator.Fill(ringKey);
        DateTimeOffset now = time.GetUtcNow();
        byte[] blob = KeyRingBlob.Create(now);
        try
        {
            KeySlot slot = KeyRingSeal.WrapKey(vaultId, first.Type + "-1", first.Type, first.Kdf, first.Settings, first.Material, ringKey, now);
            KeyRingDocument document = new(1, vaultId, 1, [slot], KeyRingSeal.SealRing(vaultId, 1, ringKey, blob));
            KeyRingFile.Write(paths.KeyRingPath, document);
            return (document, ringKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blob);
        }
    }

    /// <summary>Brings the keys of an unlocked ring into <paramref name="keys"/>; <c>null</c> if the ring is damaged. Takes over the ring key.</summary>
    public static OpenRing? Open(HostPaths paths, TimeProvider time, KeyRingDocument document, byte[] ringKey, KeyRing keys)
    {
        if (KeyRingSeal.OpenRing(document, ringKey) is not { } bytes || KeyRingBlob.Read(bytes, document.Slots[0].Created) is not { } blob)
            return null;

        OpenRing ring = new(paths, time, document, ringKey, keys);
        keys.Open(blob, ring.Save);
        return ring;
    }

    /// <summary>Adds a way to unlock.</summary>
    public KeySlot AddSlot(NewSlot slot)
    {
        lock (gate)
        {
            KeySlot made = Wrap(NextId(slot.Type), slot);
            SaveSlots([.. Document.Slots, made]);
            return made;
        }
    }

    /// <summary>Writes one slot anew, under its old name.</summary>
    public KeySlot ReplaceSlot(string id, NewSlot slot)
    {
        lock (gate)
        {
            KeySlot made = Wrap(id, slot);
            SaveSlots([.. Document.Slots.Select(other => other.Id == id ? made : other)]);
            return made;
        }
    }

    /// <summary>Removes a way to unlock.</summary>
    /// <exception cref="NotFoundException">There is no such slot.</exception>
    /// <exception cref="ConflictException">It is the last.</exception>
    public void RemoveSlot(string id)
    {
        lock (gate)
        {
            if (Document.Slots.All(slot => slot.Id != id))
                throw new NotFoundException("slot", id);
            if (Document.Slots.Count == 1)
                throw new ConflictException($"The slot {id} is the last way to unlock this store. Add another first.");
            SaveSlots([.. Document.Slots.Where(slot => slot.Id != id)]);
        }
    }

    /// <summary>Begins a new term, in the file and then in memory. The caller holds the store's write gate.</summary>
    public uint AddTerm()
    {
        byte[] grown = KeyRingBlob.WithNewTerm(keys.Blob.ToArray(), time.GetUtcNow());
        WriteTerms(grown);
        return keys.CurrentTerm;
    }

    /// <summary>Takes a term out of the ring for good. The caller holds the store's write gate and knows that nothing is sealed under it.</summary>
    /// <exception cref="NotFoundException">There is no such term.</exception>
    /// <exception cref="ConflictException">It is the current one.</exception>
    public void DestroyTerm(uint term)
    {
        IReadOnlyList<KeyTerm> terms = keys.Terms;
        int index = terms.ToList().FindIndex(other => other.Number == term);
        if (index < 0)
            throw new NotFoundException("key term", term.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (terms[index].Current)
            throw new ConflictException($"Term {term} is the one that seals now. Rotate first.");
        WriteTerms(KeyRingBlob.Without(keys.Blob.ToArray(), index));
        keys.WipeTerm(term);
    }

    public override string ToString() => "[open ring]";

    public void Dispose() => CryptographicOperations.ZeroMemory(ringKey);

    private KeySlot Wrap(string id, NewSlot slot) =>
        KeyRingSeal.WrapKey(Document.VaultId, id, slot.Type, slot.Kdf, slot.Settings, slot.Material, ringKey, time.GetUtcNow());

    private string NextId(string type)
    {
        int number = 1;
        while (Document.Slots.Any(slot => slot.Id == $"{type}-{number}"))
            number++;
        return $"{type}-{number}";
    }

    private void SaveSlots(IReadOnlyList<KeySlot> slots) => Write(slots, keys.Blob);

    private void Save()
    {
        lock (gate)
            Write(Document.Slots, keys.Blob);
    }

    private void WriteTerms(byte[] blob)
    {
        lock (gate)
            Write(Document.Slots, blob);
        keys.Replace(blob);
    }

    private void Write(IReadOnlyList<KeySlot> slots, ReadOnlySpan<byte> blob)
    {
        long version = Document.RingVersion + 1;
        KeyRingDocument document = new(1, Document.VaultId, version, slots, KeyRingSeal.SealRing(Document.VaultId, version, ringKey, blob));
        KeyRingFile.Write(paths.KeyRingPath, document);
        Document = document;
    }
}

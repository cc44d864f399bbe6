using System.Diagnostics;
using System.Security.Cryptography;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>The keys of a store while it is unsealed, in pinned memory; wiped at the seal. One object for the life of the store: safe to keep.</summary>
[DebuggerDisplay("[key ring]")]
internal sealed class KeyRing(string vaultId) : IDisposable
{
    /// <summary>From so many seals on, or at this age, a term should be followed by another.</summary>
    public const long SoftLimit = 1L << 30;

    /// <summary>After so many seals a term seals no more: half of what SP 800-38D allows a key with random nonces of 96 bits.</summary>
    public const long HardLimit = 1L << 31;

    /// <summary>How many seals are reserved at once, before the first of them.</summary>
    public const long Block = 1000;

    /// <summary>The age that <see cref="SoftLimit"/> goes with.</summary>
    public static readonly TimeSpan SoftAge = TimeSpan.FromDays(365);

    private readonly Lock gate = new();
    private readonly List<byte[]> retired = [];
    private volatile byte[]? open;
    private Action? save;
    private long used;
    private long reserved;

    /// <summary>The id of the store; part of every seal. Known while sealed, too.</summary>
    public string VaultId { get; } = vaultId;

    /// <summary>What the trail under these keys says the rows became that <see cref="RowMac"/> vouches for; nothing until a store is open.</summary>
    public RowsInTrail Rows { get; set; } = new();

    /// <summary>Whether the keys are not in memory.</summary>
    public bool IsSealed => open is null;

    /// <summary>The term that seals now: the last.</summary>
    public uint CurrentTerm => KeyRingBlob.NumberOf(Keys, KeyRingBlob.Count(Keys) - 1);

    /// <summary>All terms, oldest first.</summary>
    public IReadOnlyList<KeyTerm> Terms
    {
        get
        {
            byte[] keys = Keys;
            return [.. Enumerable.Range(0, KeyRingBlob.Count(keys)).Select(index => KeyRingBlob.TermOf(keys, index))];
        }
    }

    public ReadOnlySpan<byte> RowMacKey => FixedKey(0);

    public ReadOnlySpan<byte> AuditKey => FixedKey(1);

    public ReadOnlySpan<byte> FingerprintKey => FixedKey(2);

    public ReadOnlySpan<byte> TokenPepper => FixedKey(3);

    /// <summary>The bytes to wrap.</summary>
    public ReadOnlySpan<byte> Blob => Keys;

    private byte[] Keys => open ?? throw new StoreSealedException();

    /// <summary>A ring with one term and fresh keys, not kept in any file.</summary>
    public static KeyRing Create(string vaultId)
    {
        KeyRing ring = new(vaultId);
        ring.Open(KeyRingBlob.Create(TimeProvider.System.GetUtcNow()), save: null);
        return ring;
    }

    /// <summary>Takes over an unwrapped blob (allocated pinned); <c>null</c> if it is of no known format.</summary>
    public static KeyRing? FromBlob(string vaultId, byte[] blob)
    {
        if (KeyRingBlob.Read(blob, DateTimeOffset.UnixEpoch) is not { } keys)
            return null;
        KeyRing ring = new(vaultId);
        ring.Open(keys, save: null);
        return ring;
    }

    /// <summary>Brings keys into memory.</summary>
    /// <param name="keys">Of <see cref="KeyRingBlob.Read"/>; taken over.</param>
    /// <param name="save">Writes the ring through to its file; <c>null</c> if it has none.</param>
    public void Open(byte[] keys, Action? save)
    {
        lock (gate)
        {
            this.save = save;

            // What an earlier process had reserved may have been used: it is skipped, never used again.
            used = reserved = KeyRingBlob.TermOf(keys, KeyRingBlob.Count(keys) - 1).Reserved;
            open = keys;
        }
    }

    /// <summary>The key to seal with, counted as used once.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    /// <exception cref="KeyExhaustedException">The term has sealed as often as is safe.</exception>
    public ReadOnlySpan<byte> NextUse(out uint term)
    {
        byte[] keys = Keys;
        long use = Interlocked.Increment(ref used);
        if (use > HardLimit)
            throw new KeyExhaustedException();
        if (use > Volatile.Read(ref reserved))
            Reserve(use);

        int last = KeyRingBlob.Count(keys) - 1;
        term = KeyRingBlob.NumberOf(keys, last);
        return KeyRingBlob.KeyOf(keys, last);
    }

    /// <summary>The key of a term; <c>false</c> if the ring does not have it.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public bool TryGetTerm(uint term, out ReadOnlySpan<byte> key)
    {
        byte[] keys = Keys;
        for (int index = 0; index < KeyRingBlob.Count(keys); index++)
        {
            if (KeyRingBlob.NumberOf(keys, index) == term)
            {
                key = KeyRingBlob.KeyOf(keys, index);
                return true;
            }
        }

        key = default;
        return false;
    }

    /// <summary>
    /// To be called after a key was used and before the result is: a key that was wiped meanwhile is all zeros, and what it sealed is worthless.
    /// </summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public void ThrowIfSealed() => _ = Keys;

    /// <summary>Puts another set of terms in the place of this. The caller holds the store's write gate, so that nobody seals meanwhile.</summary>
    public void Replace(byte[] keys)
    {
        lock (gate)
        {
            // Readers may still look at the former bytes; they are wiped with the others.
            retired.Add(Keys);
            used = reserved = KeyRingBlob.TermOf(keys, KeyRingBlob.Count(keys) - 1).Reserved;
            open = keys;
        }
    }

    /// <summary>Wipes a term that was taken out of the ring from what <see cref="Replace"/> put aside.</summary>
    public void WipeTerm(uint term)
    {
        lock (gate)
        {
            foreach (byte[] keys in retired)
            {
                for (int index = 0; index < KeyRingBlob.Count(keys); index++)
                {
                    if (KeyRingBlob.NumberOf(keys, index) == term)
                        CryptographicOperations.ZeroMemory(KeyRingBlob.KeyOf(keys, index));
                }
            }
        }
    }

    /// <summary>Lets nobody use the keys any more, but wipes nothing yet: what is using one may end.</summary>
    public Action BeginSeal()
    {
        lock (gate)
        {
            byte[]? keys = open;
            open = null;
            save = null;
            return () =>
            {
                CryptographicOperations.ZeroMemory(keys);
                lock (gate)
                {
                    retired.ForEach(others => CryptographicOperations.ZeroMemory(others));
                    retired.Clear();
                }
            };
        }
    }

    public override string ToString() => "[key ring]";

    public void Dispose() => BeginSeal()();

    private void Reserve(long use)
    {
        lock (gate)
        {
            byte[] keys = Keys;
            while (use > reserved)
            {
                long next = reserved + Block;
                KeyRingBlob.SetReserved(keys, KeyRingBlob.Count(keys) - 1, next);

                // Only what stands in the file is reserved: after a crash the next process begins there.
                save?.Invoke();
                Volatile.Write(ref reserved, next);
            }
        }
    }

    private ReadOnlySpan<byte> FixedKey(int index) => KeyRingBlob.Fixed(Keys).Slice(index * KeyFile.KeySize, KeyFile.KeySize);
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>The unlocked keys of a store, in pinned memory, wiped when disposed.</summary>
[DebuggerDisplay("[key ring]")]
internal sealed class KeyRing : IDisposable
{
    private const byte Format = 1;
    private const int HeaderSize = 1 + sizeof(uint);
    private const int FixedKeys = 4;
    private const int TermSize = sizeof(uint) + KeyFile.KeySize;
    private const int MostTerms = 1000;

    private readonly byte[] blob;
    private readonly int termCount;

    // All keys stay in the one buffer they were unwrapped into; the accessors give windows onto it.
    private KeyRing(string vaultId, byte[] blob)
    {
        VaultId = vaultId;
        this.blob = blob;
        termCount = (int)BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(1));
    }

    /// <summary>The id of the store; part of every seal.</summary>
    public string VaultId { get; }

    /// <summary>The term that seals now: the last.</summary>
    public uint CurrentTerm => BinaryPrimitives.ReadUInt32BigEndian(Term(termCount - 1));

    public ReadOnlySpan<byte> RowMacKey => FixedKey(0);

    public ReadOnlySpan<byte> AuditKey => FixedKey(1);

    public ReadOnlySpan<byte> FingerprintKey => FixedKey(2);

    public ReadOnlySpan<byte> TokenPepper => FixedKey(3);

    /// <summary>The bytes to wrap.</summary>
    public ReadOnlySpan<byte> Blob => blob;

    /// <summary>A ring with one term and fresh keys.</summary>
    public static KeyRing Create(string vaultId)
    {
        byte[] blob = GC.AllocateUninitializedArray<byte>(SizeFor(1), pinned: true);
        RandomNumberGenerator.Fill(blob);
        blob[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(1), 1);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(HeaderSize), 1);
        return new KeyRing(vaultId, blob);
    }

    /// <summary>Takes over an unwrapped blob (allocated pinned); <c>null</c> if it is not of this format.</summary>
    public static KeyRing? FromBlob(string vaultId, byte[] blob)
    {
        if (blob.Length < SizeFor(1) || blob[0] != Format)
            return null;

        uint terms = BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(1));
        return terms is 0 or > MostTerms || blob.Length != SizeFor((int)terms) ? null : new KeyRing(vaultId, blob);
    }

    /// <summary>The key of a term; <c>false</c> if the ring does not have it.</summary>
    public bool TryGetTerm(uint term, out ReadOnlySpan<byte> key)
    {
        for (int index = 0; index < termCount; index++)
        {
            ReadOnlySpan<byte> entry = Term(index);
            if (BinaryPrimitives.ReadUInt32BigEndian(entry) == term)
            {
                key = entry[sizeof(uint)..];
                return true;
            }
        }

        key = default;
        return false;
    }

    public override string ToString() => "[key ring]";

    public void Dispose() => CryptographicOperations.ZeroMemory(blob);

    private static int SizeFor(int terms) => HeaderSize + (terms * TermSize) + (FixedKeys * KeyFile.KeySize);

    private ReadOnlySpan<byte> Term(int index) => blob.AsSpan(HeaderSize + (index * TermSize), TermSize);

    private ReadOnlySpan<byte> FixedKey(int index) => blob.AsSpan(HeaderSize + (termCount * TermSize) + (index * KeyFile.KeySize), KeyFile.KeySize);
}

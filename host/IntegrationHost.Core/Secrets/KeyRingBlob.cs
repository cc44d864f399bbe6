using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>
/// The bytes of an open ring, in pinned memory. Format 2: the format, the number of terms, each term (number, when made, seals reserved, key), then the
/// four fixed keys. Format 1, of the first release, had only number and key of each term; it is read, and written as 2.
/// </summary>
internal static class KeyRingBlob
{
    public const int FixedKeys = 4;

    /// <summary>What a term of format 1 is taken to have sealed already: more than any store of that release can hold.</summary>
    public const long AssumedUses = 1 << 20;

    private const byte FirstFormat = 1;
    private const byte Format = 2;
    private const int HeaderSize = 1 + sizeof(uint);
    private const int FirstTermSize = sizeof(uint) + KeyFile.KeySize;
    private const int KeyOffset = sizeof(uint) + sizeof(long) + sizeof(long);
    private const int TermSize = KeyOffset + KeyFile.KeySize;
    private const int MostTerms = 1000;

    public static byte[] Create(DateTimeOffset now)
    {
        byte[] blob = Allocate(1);
        RandomNumberGenerator.Fill(blob.AsSpan(HeaderSize));
        WriteTerm(blob, 0, 1, now, 0);
        return blob;
    }

    /// <summary>Takes over unwrapped bytes; <c>null</c> if they are of no known format.</summary>
    /// <param name="bytes">The bytes; wiped if others take their place.</param>
    /// <param name="created">When the terms of format 1 were made.</param>
    public static byte[]? Read(byte[] bytes, DateTimeOffset created)
    {
        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) is not (> 0 and <= MostTerms and uint terms))
            return null;
        if (bytes[0] == Format)
            return bytes.Length == SizeFor((int)terms) ? bytes : null;
        if (bytes[0] != FirstFormat || bytes.Length != HeaderSize + ((int)terms * FirstTermSize) + (FixedKeys * KeyFile.KeySize))
            return null;

        byte[] blob = Allocate((int)terms);
        for (int index = 0; index < terms; index++)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(HeaderSize + (index * FirstTermSize), FirstTermSize);
            WriteTerm(blob, index, BinaryPrimitives.ReadUInt32BigEndian(entry), created, AssumedUses);
            entry[sizeof(uint)..].CopyTo(KeyOf(blob, index));
        }

        bytes.AsSpan(HeaderSize + ((int)terms * FirstTermSize)).CopyTo(blob.AsSpan(SizeFor((int)terms) - (FixedKeys * KeyFile.KeySize)));
        CryptographicOperations.ZeroMemory(bytes);
        return blob;
    }

    /// <summary>The same ring with one more term, which is the current one then.</summary>
    public static byte[] WithNewTerm(byte[] blob, DateTimeOffset now)
    {
        int count = Count(blob);
        byte[] grown = Allocate(count + 1);
        blob.AsSpan(HeaderSize, count * TermSize).CopyTo(grown.AsSpan(HeaderSize));
        WriteTerm(grown, count, TermOf(blob, count - 1).Number + 1, now, 0);
        RandomNumberGenerator.Fill(KeyOf(grown, count));
        Fixed(blob).CopyTo(Fixed(grown));
        return grown;
    }

    /// <summary>The same ring without a term.</summary>
    public static byte[] Without(byte[] blob, int index)
    {
        int count = Count(blob);
        byte[] shrunk = Allocate(count - 1);
        int before = index * TermSize;
        blob.AsSpan(HeaderSize, before).CopyTo(shrunk.AsSpan(HeaderSize));
        blob.AsSpan(HeaderSize + before + TermSize, (count - 1 - index) * TermSize).CopyTo(shrunk.AsSpan(HeaderSize + before));
        Fixed(blob).CopyTo(Fixed(shrunk));
        return shrunk;
    }

    public static int Count(byte[] blob) => (int)BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(1));

    public static KeyTerm TermOf(byte[] blob, int index)
    {
        ReadOnlySpan<byte> entry = blob.AsSpan(HeaderSize + (index * TermSize), TermSize);
        return new KeyTerm(
            BinaryPrimitives.ReadUInt32BigEndian(entry),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(entry[sizeof(uint)..])),
            BinaryPrimitives.ReadInt64BigEndian(entry[(sizeof(uint) + sizeof(long))..]),
            index == Count(blob) - 1);
    }

    public static uint NumberOf(byte[] blob, int index) => BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(HeaderSize + (index * TermSize)));

    public static Span<byte> KeyOf(byte[] blob, int index) => blob.AsSpan(HeaderSize + (index * TermSize) + KeyOffset, KeyFile.KeySize);

    public static Span<byte> Fixed(byte[] blob) => blob.AsSpan(blob.Length - (FixedKeys * KeyFile.KeySize));

    /// <summary>In place: it is no key, so that readers of the keys do not mind.</summary>
    public static void SetReserved(byte[] blob, int index, long reserved) =>
        BinaryPrimitives.WriteInt64BigEndian(blob.AsSpan(HeaderSize + (index * TermSize) + sizeof(uint) + sizeof(long)), reserved);

    private static int SizeFor(int terms) => HeaderSize + (terms * TermSize) + (FixedKeys * KeyFile.KeySize);

    private static byte[] Allocate(int terms)
    {
        byte[] blob = GC.AllocateArray<byte>(SizeFor(terms), pinned: true);
        blob[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(1), (uint)terms);
        return blob;
    }

    private static void WriteTerm(byte[] blob, int index, uint number, DateTimeOffset created, long reserved)
    {
        Span<byte> entry = blob.AsSpan(HeaderSize + (index * TermSize), TermSize);
        BinaryPrimitives.WriteUInt32BigEndian(entry, number);
        BinaryPrimitives.WriteInt64BigEndian(entry[sizeof(uint)..], created.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(entry[(sizeof(uint) + sizeof(long))..], reserved);
    }
}

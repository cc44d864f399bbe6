using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>
/// A code to keep on paper: 168 random bits and a checksum of 32, in eight groups of five characters that are not mistaken for each other
/// (Crockford's base 32: no I, L, O, U).
/// </summary>
internal static class RecoveryCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomSize = 21;
    private const int Size = RandomSize + sizeof(uint);
    private const int Groups = 8;
    private const int GroupLength = 5;

    /// <summary>Makes a code. It is shown once and stored nowhere.</summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes[..RandomSize]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[RandomSize..], Crc32.Compute(bytes[..RandomSize]));
        Span<char> text = stackalloc char[(Groups * (GroupLength + 1)) - 1];
        text.Fill('-');
        for (int index = 0; index < Groups * GroupLength; index++)
            text[index + (index / GroupLength)] = Alphabet[ReadFive(bytes, index * 5)];
        CryptographicOperations.ZeroMemory(bytes);
        return new string(text);
    }

    /// <summary>The bytes of a code as typed: case, spaces and dashes do not matter, and O, I, L are read as 0, 1, 1. <c>null</c> if it is none, or mistyped.</summary>
    public static byte[]? Parse(ReadOnlySpan<char> typed)
    {
        byte[] bytes = GC.AllocateArray<byte>(Size, pinned: true);
        int count = 0;
        foreach (char character in typed)
        {
            if (character is '-' or ' ')
                continue;
            int value = Alphabet.IndexOf(char.ToUpperInvariant(character) switch { 'O' => '0', 'I' or 'L' => '1', var other => other }, StringComparison.Ordinal);
            if (value < 0 || count == Groups * GroupLength)
                return null;
            WriteFive(bytes, count++ * 5, value);
        }

        bool whole = count == Groups * GroupLength && Crc32.Compute(bytes.AsSpan(0, RandomSize)) == BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(RandomSize));
        return whole ? bytes : null;
    }

    private static int ReadFive(ReadOnlySpan<byte> bytes, int bit)
    {
        int value = 0;
        for (int offset = bit; offset < bit + 5; offset++)
            value = (value << 1) | ((bytes[offset / 8] >> (7 - (offset % 8))) & 1);
        return value;
    }

    private static void WriteFive(Span<byte> bytes, int bit, int value)
    {
        for (int offset = 0; offset < 5; offset++)
            bytes[(bit + offset) / 8] |= (byte)(((value >> (4 - offset)) & 1) << (7 - ((bit + offset) % 8)));
    }
}

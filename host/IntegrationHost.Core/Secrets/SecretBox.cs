using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Secrets;

/// <summary>Seals secrets into envelopes and opens them again. Safe to use from many threads.</summary>
/// <remarks>
/// Envelope v1: version, algorithm, key term (6 bytes), nonce (12), ciphertext, tag (16). The plaintext is its length, the text in UTF-8, and zeros up to
/// a multiple of 64, so that the size says little. The seal is bound to the place, the egress policy and the header.
/// </remarks>
internal sealed class SecretBox(KeyRing keys)
{
    /// <summary>How many bytes of UTF-8 a secret may have: 64 KiB with its length.</summary>
    public const int MaxBytes = (64 * 1024) - LengthSize;

    public const int HeaderSize = 6;

    private const byte Version = 1;
    private const byte AesGcm256 = 1;
    private const int LengthSize = sizeof(uint);
    private const int Step = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Seals a value for one place.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/>, or no valid text.</exception>
    /// <exception cref="KeyExhaustedException">The current term has sealed as often as is safe.</exception>
    /// <exception cref="Storage.StoreSealedException">The store is sealed.</exception>
    public byte[] Seal(SecretPlace place, ReadOnlySpan<char> value)
    {
        int length = StrictUtf8.GetByteCount(value);
        if (length > MaxBytes)
            throw new ArgumentException("The value is longer than a secret may be.", nameof(value));

        int padded = (LengthSize + length + Step - 1) / Step * Step;
        byte[] plaintext = GC.AllocateArray<byte>(padded, pinned: true);
        try
        {
            BinaryPrimitives.WriteUInt32BigEndian(plaintext, (uint)length);
            StrictUtf8.GetBytes(value, plaintext.AsSpan(LengthSize));

            ReadOnlySpan<byte> key = keys.NextUse(out uint term);
            byte[] envelope = new byte[HeaderSize + padded + AeadBox.Overhead];
            envelope[0] = Version;
            envelope[1] = AesGcm256;
            BinaryPrimitives.WriteUInt32BigEndian(envelope.AsSpan(2), term);
            AeadBox.Seal(key, plaintext, DataFor(place, envelope), envelope.AsSpan(HeaderSize));
            keys.ThrowIfSealed();
            return envelope;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>Opens an envelope that was sealed for this place. The caller disposes the text.</summary>
    /// <exception cref="SecretDamagedException">It was not sealed for this place, by this ring, as it is now. The cause is not told apart.</exception>
    /// <exception cref="Storage.StoreSealedException">The store is sealed.</exception>
    public SecretText Open(SecretPlace place, ReadOnlySpan<byte> envelope) =>
        TryOpen(place, envelope) ?? throw new SecretDamagedException(place.AccountId.ToString(), place.FieldKey);

    /// <summary>The key term an envelope was sealed under.</summary>
    public static uint TermOf(ReadOnlySpan<byte> envelope) => BinaryPrimitives.ReadUInt32BigEndian(envelope[2..]);

    /// <summary>A term as it stands in the header of an envelope, third byte on.</summary>
    public static byte[] HeaderTerm(uint term)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, term);
        return bytes;
    }

    private SecretText? TryOpen(SecretPlace place, ReadOnlySpan<byte> envelope)
    {
        int padded = envelope.Length - HeaderSize - AeadBox.Overhead;
        if (padded < Step || padded % Step != 0 || padded > LengthSize + MaxBytes || envelope[0] != Version || envelope[1] != AesGcm256
            || !keys.TryGetTerm(TermOf(envelope), out ReadOnlySpan<byte> key))
        {
            return null;
        }

        byte[] plaintext = GC.AllocateUninitializedArray<byte>(padded, pinned: true);
        char[] text = GC.AllocateUninitializedArray<char>(padded, pinned: true);
        try
        {
            bool opened = AeadBox.TryOpen(key, envelope[HeaderSize..], DataFor(place, envelope), plaintext);
            keys.ThrowIfSealed();
            if (!opened)
                return null;

            uint length = BinaryPrimitives.ReadUInt32BigEndian(plaintext);
            if (length > padded - LengthSize)
                return null;

            int characters = StrictUtf8.GetChars(plaintext.AsSpan(LengthSize, (int)length), text);
            return new SecretText(text.AsSpan(0, characters));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    private ReadOnlySpan<byte> DataFor(SecretPlace place, ReadOnlySpan<byte> envelope) => new BoundData()
        .Text("ih.secret.v1")
        .Text(keys.VaultId)
        .Text(place.AccountId.ToString())
        .Text(place.FieldKey)
        .Number(place.Version)
        .Raw(place.Policy.Hash.Span)
        .Raw(envelope[..HeaderSize])
        .Bytes;
}

using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>AES-256-GCM with a random nonce in front and the tag behind. One cipher object per call: it is not safe to share.</summary>
internal static class AeadBox
{
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public const int Overhead = NonceSize + TagSize;

    /// <summary>Writes nonce, ciphertext and tag to <paramref name="box"/>, which is <see cref="Overhead"/> longer than the plaintext.</summary>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> boundData, Span<byte> box)
    {
        RandomNumberGenerator.Fill(box[..NonceSize]);
        using AesGcm cipher = new(key, TagSize);
        cipher.Encrypt(box[..NonceSize], plaintext, box[NonceSize..^TagSize], box[^TagSize..], boundData);
    }

    /// <summary>Opens a box into <paramref name="plaintext"/>; <c>false</c> if anything about it is not as sealed.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundData, Span<byte> plaintext)
    {
        if (box.Length != plaintext.Length + Overhead)
            return false;

        try
        {
            using AesGcm cipher = new(key, TagSize);
            cipher.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plaintext, boundData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}

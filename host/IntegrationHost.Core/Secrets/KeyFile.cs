using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>The file that unlocks a key ring: <c>ihkey1-</c>, 32 random bytes in base64url, and a CRC-32 in hex.</summary>
internal static class KeyFile
{
    public const int KeySize = 32;

    private const string Prefix = "ihkey1-";
    private const int EncodedLength = 43;
    private const int ChecksumLength = 8;

    // Longer than any key file; so a wrong path to something huge is not read in.
    private const int LargestFile = 1024;

    /// <summary>Makes a key and writes it with mode 0600. The file must not exist.</summary>
    public static byte[] Create(string path)
    {
        byte[] key = GC.AllocateUninitializedArray<byte>(KeySize, pinned: true);
        RandomNumberGenerator.Fill(key);
        string checksum = Crc32.Compute(key).ToString("x8", CultureInfo.InvariantCulture);
        PrivateFiles.WriteAtomically(path, Encoding.ASCII.GetBytes(Prefix + Base64Url.EncodeToString(key) + checksum + "\n"));
        return key;
    }

    /// <summary>Reads a key; <c>null</c> if the file is not a whole, undamaged key.</summary>
    /// <exception cref="StoreException">It is open to others, or cannot be read.</exception>
    public static byte[]? Read(string path)
    {
        PrivateFiles.CheckFile(path);
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                return null;
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The key file {path} cannot be read. Check its owner and mode.", StoreException.Permissions, exception);
        }

        try
        {
            return Parse(bytes.AsSpan().TrimEnd("\r\n"u8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>A key in its text form; <c>null</c> if it is not whole.</summary>
    public static byte[]? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length != Prefix.Length + EncodedLength + ChecksumLength || !text.StartsWith("ihkey1-"u8))
            return null;

        byte[] key = GC.AllocateUninitializedArray<byte>(KeySize, pinned: true);
        bool whole = Base64Url.IsValid(text.Slice(Prefix.Length, EncodedLength), out int size)
            && size == KeySize
            && Base64Url.DecodeFromUtf8(text.Slice(Prefix.Length, EncodedLength), key) == KeySize
            && uint.TryParse(text[^ChecksumLength..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint checksum)
            && checksum == Crc32.Compute(key);
        return whole ? key : null;
    }
}

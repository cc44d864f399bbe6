using System.Formats.Tar;
using System.IO.Compression;

namespace IntegrationHost.Canaries;

/// <summary>Other ways to see the same bytes: without what a terminal or a mail would take out, and unpacked.</summary>
internal static class ByteViews
{
    private const int MostUnpacked = 64 * 1024 * 1024;

    // Formats without a mark are tried on things of this size only.
    private const int MostTried = 1024 * 1024;

    /// <summary>Without escape sequences of terminals and without line breaks and blanks; <c>null</c> if there are none.</summary>
    public static byte[]? Squeeze(ReadOnlySpan<byte> bytes)
    {
        byte[] kept = new byte[bytes.Length];
        int length = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            byte value = bytes[index];
            if (value == 0x1b)
            {
                index = EndOfEscape(bytes, index);
            }
            else if (value is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
            {
                // A soft line break of quoted-printable.
                if (value is (byte)'\r' or (byte)'\n' && length > 0 && kept[length - 1] == '=')
                    length--;
            }
            else
            {
                kept[length++] = value;
            }
        }

        return length == bytes.Length ? null : kept[..length];
    }

    /// <summary>What is packed in the bytes.</summary>
    public static IEnumerable<byte[]> Unpack(byte[] bytes)
    {
        for (int at = 0; at + 10 < bytes.Length; at++)
        {
            int next = bytes.AsSpan(at).IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]);
            if (next < 0)
                break;
            at += next;
            if (Read(new GZipStream(new MemoryStream(bytes, at, bytes.Length - at), CompressionMode.Decompress)) is { } gzip)
                yield return gzip;
        }

        if (bytes.Length > 2 && bytes[0] == 0x78 && Read(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress)) is { } zlib)
            yield return zlib;
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            foreach (byte[] entry in Zip(bytes))
                yield return entry;
        }

        if (bytes.Length > 512 && bytes.AsSpan(257).StartsWith("ustar"u8))
        {
            foreach (byte[] entry in Tar(bytes))
                yield return entry;
        }

        if (bytes.Length is > 0 and <= MostTried && !IsText(bytes))
        {
            if (Read(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)) is { } brotli)
                yield return brotli;
            if (Read(new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress)) is { } deflate)
                yield return deflate;
        }
    }

    /// <summary>How many bytes two spans have in common at their ends.</summary>
    public static int CommonSuffix(this ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        int length = 0;
        while (length < first.Length && length < second.Length && first[^(length + 1)] == second[^(length + 1)])
            length++;
        return length;
    }

    private static int EndOfEscape(ReadOnlySpan<byte> bytes, int index)
    {
        if (index + 1 >= bytes.Length)
            return index;
        switch (bytes[index + 1])
        {
            case (byte)'[':
                index += 2;
                while (index < bytes.Length && bytes[index] is < 0x40 or > 0x7e)
                    index++;
                return index;

            // What a title or the clipboard is set to is printed too, in its way: only the frame is taken off.
            case (byte)']':
                index += 2;
                while (index < bytes.Length && bytes[index] is >= (byte)'0' and <= (byte)'9' or (byte)';')
                    index++;
                return index - 1;
            default:
                return index + 1;
        }
    }

    private static bool IsText(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) && !bytes.AsSpan().ContainsAnyInRange((byte)0, (byte)8);

    private static byte[]? Read(Stream packed)
    {
        using (packed)
        {
            using MemoryStream unpacked = new();
            try
            {
                byte[] buffer = new byte[81920];
                int read;
                while (unpacked.Length < MostUnpacked && (read = packed.Read(buffer)) > 0)
                    unpacked.Write(buffer, 0, read);
            }
            catch (Exception failure) when (failure is InvalidDataException or IOException or InvalidOperationException)
            {
                // What could be read before it broke counts.
            }

            return unpacked.Length == 0 ? null : unpacked.ToArray();
        }
    }

    private static List<byte[]> Zip(byte[] bytes)
    {
        List<byte[]> entries = [];
        try
        {
            using ZipArchive archive = new(new MemoryStream(bytes));
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (Read(entry.Open()) is { } content)
                    entries.Add(content);
            }
        }
        catch (InvalidDataException)
        {
            // No archive after all.
        }

        return entries;
    }

    private static List<byte[]> Tar(byte[] bytes)
    {
        List<byte[]> entries = [];
        using TarReader reader = new(new MemoryStream(bytes));
        try
        {
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } data && Read(data) is { } content)
                    entries.Add(content);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            // No archive after all.
        }

        return entries;
    }
}

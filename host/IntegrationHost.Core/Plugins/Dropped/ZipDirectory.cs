using System.Buffers.Binary;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// What the end of a zip says of its list of files, looked at before anything reads that list: it is taken into memory whole, and a zip of some megabytes can hold one of millions.
/// The form is that of PKWARE's APPNOTE 6.3.10, section 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Most bytes of the list: what a plugin may have in files and folders needs less than a half.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private const uint EndSignature = 0x06054B50;
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Whether the list is small enough to be read; a zip that has none is for the reader to refuse.</summary>
    /// <param name="zip">Can seek; it stands at its beginning afterwards.</param>
    public static bool IsBounded(Stream zip)
    {
        byte[] tail = new byte[Math.Min(zip.Length, EndLength + LongestComment)];
        zip.Seek(-tail.Length, SeekOrigin.End);
        zip.ReadExactly(tail);
        zip.Seek(0, SeekOrigin.Begin);

        // Whichever of several a reader takes for the end.
        for (int at = 0; at <= tail.Length - EndLength; at++)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at, EndLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == EndSignature && !IsBounded(end, zip.Length - tail.Length + at))
                return false;
        }

        return true;
    }

    private static bool IsBounded(ReadOnlySpan<byte> end, long endsAt)
    {
        // The place for "see the zip64 record", which only archives need that no plugin is.
        if (BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) == ushort.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(end[10..]) == ushort.MaxValue)
            return false;

        // Readers go on from the beginning for as long as it looks like a list, whatever its length is said to be. One that begins after its end is none.
        return endsAt - BinaryPrimitives.ReadUInt32LittleEndian(end[16..]) <= MaxBytes;
    }
}

using System.IO.Compression;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>Little bytes that become many.</summary>
internal static class Bomb
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>A megabyte; members of gzip may follow each other.</summary>
    public static readonly byte[] Gzip = Compress(stream => new GZipStream(stream, CompressionLevel.Fastest), Megabyte);

    /// <summary>How many of them make a gigabyte.</summary>
    public const int Times = 1024;

    /// <summary>64 MB.</summary>
    public static readonly byte[] Deflate = Compress(stream => new ZLibStream(stream, CompressionLevel.Fastest), 64 * Megabyte);

    /// <summary>64 MB.</summary>
    public static readonly byte[] Brotli = Compress(stream => new BrotliStream(stream, CompressionLevel.Fastest), 64 * Megabyte);

    private static byte[] Compress(Func<Stream, Stream> open, int length)
    {
        var result = new MemoryStream();
        using (Stream stream = open(result))
        {
            byte[] block = new byte[Megabyte];
            for (int written = 0; written < length; written += block.Length)
                stream.Write(block);
        }

        return result.ToArray();
    }
}

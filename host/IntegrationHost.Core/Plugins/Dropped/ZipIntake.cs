using System.IO.Compression;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Unpacks a zip that nobody vouches for: no links, no ways out, and no more bytes than a plugin can have.</summary>
internal static class ZipIntake
{
    /// <summary>Largest zip, in bytes.</summary>
    public const long MaxZipBytes = 128L * 1024 * 1024;

    private const int MaxRatio = 200;
    private const long AlwaysAllowed = 1024 * 1024;
    private const int KindMask = 0xF000;
    private const int PlainFile = 0x8000;
    private const int Folder = 0x4000;

    public static void Copy(string path, ContentCopy copy)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxZipBytes)
            throw new PluginFault(PluginStatus.Untrusted, $"The zip is larger than {MaxZipBytes / 1024 / 1024} MiB. A plugin needs its assembly and what that depends on.");
        try
        {
            if (!ZipDirectory.IsBounded(file))
                throw TooMany();
            using ZipArchive zip = new(file, ZipArchiveMode.Read);
            if (zip.Entries.Count > 2 * ContentCopy.MaxFiles)
                throw TooMany();
            foreach (ZipArchiveEntry entry in zip.Entries)
                Copy(entry, copy);
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, "It is no zip that can be read: damaged, encrypted, or still being copied. Pack it again.");
        }
    }

    private static PluginFault TooMany() => new(PluginStatus.Untrusted, $"The zip has more than {ContentCopy.MaxFiles} files. A plugin needs its assembly and what that depends on.");

    private static void Copy(ZipArchiveEntry entry, ContentCopy copy)
    {
        // The upper half holds the Unix mode if a Unix packed it.
        int kind = (entry.ExternalAttributes >> 16) & KindMask;
        if (kind is not (0 or PlainFile or Folder))
            throw new PluginFault(PluginStatus.Untrusted, "The zip holds a link or a device. Pack the files themselves.");
        if (entry.FullName.EndsWith('/'))
            return;

        using Stream bytes = entry.Open();
        copy.Add(entry.FullName, bytes, Math.Max(AlwaysAllowed, entry.CompressedLength * MaxRatio));
    }
}

using System.IO.Compression;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>A plugin's <c>.zip</c>, unpacked within bounds: an archive of strangers may name paths outside, or hold more than a disk does.</summary>
internal static class ZipContent
{
    private const int MostEntries = 2000;
    private const long MostBytes = 256L * 1024 * 1024;

    // Unix: the file type of a symbolic link, in the upper half of the external attributes.
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    /// <summary>Unpacks it; says why not, or gives <c>null</c>.</summary>
    public static string? Extract(string path, string directory)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostEntries)
                return $"It has {archive.Entries.Count} entries; {MostEntries} are allowed.";

            long left = MostBytes;
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                if (!IsPlain(entry.FullName) || ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
                    return "It has an entry with a path that leads outside, or a link. Pack the plugin's folder with 'dotnet publish'.";
                if (!seen.Add(entry.FullName))
                    return "It has two entries of one name.";

                string target = Path.Combine(directory, entry.FullName.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                left = Copy(entry, target, left);
                if (left < 0)
                    return $"It unpacks to more than {MostBytes / 1024 / 1024} MiB.";
            }

            return seen.Count > 0 ? null : "It is empty.";
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return "It is no .zip that can be read, or a damaged one.";
        }
    }

    private static bool IsPlain(string name) => name.Length is > 0 and < 300 && name[0] != '/' && !name.Any(character => character is '\\' or ':' || char.IsControl(character))
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    // What an entry says of its size is not believed.
    private static long Copy(ZipArchiveEntry entry, string target, long left)
    {
        using Stream source = entry.Open();
        using FileStream file = File.Create(target);
        byte[] buffer = new byte[81920];
        for (int read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            left -= read;
            if (left < 0)
                return left;
            file.Write(buffer, 0, read);
        }

        return left;
    }
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Copies files into a folder of the host's own and hashes them on the way, so that what was hashed is what lies there. Bounded in every direction.</summary>
/// <param name="folder">Where to; <c>null</c> to hash only.</param>
internal sealed class ContentCopy(string? folder)
{
    /// <summary>Most files of a plugin.</summary>
    public const int MaxFiles = 2_000;

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxFileBytes = 128L * 1024 * 1024;

    /// <summary>Most bytes of all files.</summary>
    public const long MaxTotalBytes = 256L * 1024 * 1024;

    private const int MaxPathLength = 240;

    // What file systems give a name, in UTF-8.
    private const int MaxNameBytes = 255;

    private const int MaxDepth = 12;
    private const int BufferSize = 128 * 1024;

    private readonly List<ContentFile> files = [];

    // Without case: elsewhere two such names would be one file.
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase);
    private long total;

    /// <summary>Copies one file.</summary>
    /// <param name="path">Its path in the plugin, with forward slashes.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="mostBytes">How many there may be; what is more is refused, whatever a header said.</param>
    /// <exception cref="PluginFault">Its name or its size is not allowed.</exception>
    public void Add(string path, Stream source, long mostBytes = MaxFileBytes)
    {
        CheckName(path);
        if (!names.Add(path))
            throw Refused($"It holds two files of the name {path}. Pack it again.");
        if (folders.Contains(path) || Folders(path).Any(names.Contains))
            throw Refused("It holds a file and a folder of one name. Pack it again.");
        if (files.Count == MaxFiles)
            throw Refused($"It has more than {MaxFiles} files. A plugin needs its assembly and what that depends on.");

        folders.UnionWith(Folders(path));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using Stream copy = Target(path);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            for (int read; (read = source.Read(buffer, 0, BufferSize)) > 0;)
            {
                length += read;
                total += read;
                if (length > mostBytes || length > MaxFileBytes || total > MaxTotalBytes)
                    throw Refused($"It is too large: a file may have {MaxFileBytes / 1024 / 1024} MiB, all of them {MaxTotalBytes / 1024 / 1024} MiB, and a zip may not grow two hundredfold.");
                hash.AppendData(buffer, 0, read);
                copy.Write(buffer, 0, read);
            }

            files.Add(new ContentFile(path, length, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <exception cref="PluginFault">There is no file at all.</exception>
    public PluginContent Finish() => files.Count > 0 ? PluginContent.Of(files) : throw Refused("It is empty. Put the built plugin there: its assembly and its .deps.json.");

    private static IEnumerable<string> Folders(string path)
    {
        for (int end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    private Stream Target(string path)
    {
        if (folder is null)
            return Stream.Null;
        string target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return new FileStream(target, FileMode.CreateNew, FileAccess.Write);
    }

    private static void CheckName(string path)
    {
        string[] parts = path.Split('/');
        bool fine = path.Length is > 0 and <= MaxPathLength && parts.Length <= MaxDepth
            && parts.All(part => part.Length > 0 && part[^1] is not ('.' or ' ') && Encoding.UTF8.GetByteCount(part) <= MaxNameBytes && part.All(IsShown));
        if (!fine)
            throw new PluginFault(PluginStatus.Untrusted, "The name of a file in it leads out of its folder, or is none that every system knows. Pack it again.");
    }

    // Whoever approves it reads the names: nothing in them that cannot be seen, or that turns the line around.
    private static bool IsShown(char character) => character is not ('\\' or ':') && char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static PluginFault Refused(string cause) => new(PluginStatus.Untrusted, cause);
}

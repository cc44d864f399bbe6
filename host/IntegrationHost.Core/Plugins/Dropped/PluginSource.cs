using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Something that was put into the plugins directory: a folder, or a zip.</summary>
/// <param name="Path">Full path.</param>
internal sealed record PluginSource(string Path)
{
    /// <summary>How a packed plugin's file name ends.</summary>
    public const string ZipSuffix = ".zip";

    /// <summary>Its name in the plugins directory.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    private bool IsZip => Path.EndsWith(ZipSuffix, StringComparison.OrdinalIgnoreCase) && File.Exists(Path);

    /// <summary>What lies in a plugins directory, by name. Hidden things and other files are not meant.</summary>
    public static IReadOnlyList<PluginSource> In(string directory) => !Directory.Exists(directory) ? [] :
    [
        .. Directory.EnumerateFileSystemEntries(directory).Where(path => IsMeant(path)).Order(StringComparer.Ordinal).Select(path => new PluginSource(path)),
    ];

    /// <summary>Whether a path is a folder or a zip that could be a plugin.</summary>
    public static bool IsMeant(string path) =>
        !System.IO.Path.GetFileName(path).StartsWith('.') && (Directory.Exists(path) || path.EndsWith(ZipSuffix, StringComparison.OrdinalIgnoreCase) || new FileInfo(path).LinkTarget is not null);

    /// <summary>A text that changes whenever something in it changes size or time; enough to tell that it must be looked at anew.</summary>
    public string Signature()
    {
        try
        {
            FileInfo file = new(Path);
            IEnumerable<FileSystemInfo> entries = file.Exists ? [file] : new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Take(ContentCopy.MaxFiles + 1);
            return string.Concat(entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal)
                .Select(entry => $"{entry.FullName}|{entry.LastWriteTimeUtc.Ticks}|{(entry as FileInfo)?.Length}|{entry.LinkTarget}\n"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.GetType().Name;
        }
    }

    /// <summary>Copies all of it.</summary>
    /// <exception cref="PluginFault">Something in it is no plain file, or cannot be read, or is too much.</exception>
    public void CopyTo(ContentCopy copy)
    {
        try
        {
            if (new FileInfo(Path).LinkTarget is not null)
                throw new PluginFault(PluginStatus.Untrusted, $"{Name} is a link; what it points to may change unseen. Put the folder or the zip itself there.");
            // Whoever opens a pipe waits for a writer that need not come.
            if (File.Exists(Path) && !UnixProcess.IsPlainFile(Path))
                throw new PluginFault(PluginStatus.Untrusted, $"{Name} is no plain file. Remove it.");
            if (IsZip)
                ZipIntake.Copy(Path, copy);
            else
                CopyFolder(copy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"{Name} cannot be read ({failure.GetType().Name}). Give the program's user access to it, or copy it again.");
        }
    }

    private void CopyFolder(ContentCopy copy)
    {
        DirectoryInfo folder = new(Path);
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            string name = System.IO.Path.GetRelativePath(folder.FullName, entry.FullName).Replace(System.IO.Path.DirectorySeparatorChar, '/');
            if (entry.LinkTarget is not null)
                throw new PluginFault(PluginStatus.Untrusted, $"{name} is a link; what it points to may change unseen. Put the file itself there.");
            if (entry is not FileInfo file)
                continue;
            if (!UnixProcess.IsPlainFile(file.FullName))
                throw new PluginFault(PluginStatus.Untrusted, $"{name} is no plain file. Remove it.");
            using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            copy.Add(name, stream);
        }
    }
}

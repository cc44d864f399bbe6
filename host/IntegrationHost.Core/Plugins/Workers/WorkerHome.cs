using System.IO.Enumeration;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>A worker's own temporary directory, for this user alone; gone with it.</summary>
internal sealed class WorkerHome : IDisposable
{
    // Deeper than anybody needs, and far from where the system's paths end.
    private const int Deepest = 32;

    /// <summary>Made with mode 0700.</summary>
    public string Path { get; } = WorkerHomes.New();

    /// <summary>Whether it holds more than it may, or what cannot be counted. A worker is the only one who writes there, and may do so as this looks.</summary>
    /// <param name="bytes">Bytes of all files.</param>
    /// <param name="entries">Files and directories together.</param>
    public bool IsOver(long bytes, int entries)
    {
        int deepest = Path.AsSpan().Count(System.IO.Path.DirectorySeparatorChar) + Deepest;
        try
        {
            // The enumerator asks for a length without minding whether the file is gone by then.
            var all = new FileSystemEnumerable<(long Length, int Depth)>(
                Path,
                (ref FileSystemEntry entry) => (entry.IsDirectory ? 0 : entry.Length, entry.Directory.Count(System.IO.Path.DirectorySeparatorChar)),
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true });
            foreach ((long length, int depth) in all)
            {
                bytes -= length;
                if (--entries < 0 || bytes < 0 || depth > deepest)
                    return true;
            }
        }
        catch (PathTooLongException)
        {
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It changed as it was read; the next look tells.
        }

        return false;
    }

    public void Dispose()
    {
        try
        {
            WorkerHomes.Remove(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next host removes it; nothing of the host stands in it.
        }
    }
}

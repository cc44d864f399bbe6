using System.IO.Enumeration;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>
/// The directory in which this host's workers have their homes. It is held by a lock that ends with the process, so that the next host knows which of these directories a host
/// that was killed left behind, and removes them.
/// </summary>
internal static class WorkerHomes
{
    private const string Prefix = "integration-workers-";
    private const string LockName = "host.lock";

    private static readonly TimeSpan Ending = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<string> Own = new(Make);

    // Held for as long as this process lives.
    private static FileStream? hold;

    /// <summary>Makes a home, for this user alone.</summary>
    /// <exception cref="IOException">The directory of temporary files cannot be written.</exception>
    public static string New()
    {
        string home = Path.Combine(Own.Value, Guid.NewGuid().ToString("N"));
        Create(home);
        return home;
    }

    /// <summary>Removes what hosts that were killed left behind. Those of other users, and of hosts that run, stay.</summary>
    public static void RemoveLeft()
    {
        try
        {
            foreach (string left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
                RemoveIfLeft(left);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start tries again.
        }
    }

    /// <summary>
    /// Removes a directory that a plugin wrote, however deep it is and whatever its rights are: what lies in a directory is brought to the top before it is looked into,
    /// so that no path grows and nothing recurses. Links are removed, not followed.
    /// </summary>
    /// <exception cref="IOException">Something in it changes, or cannot be removed.</exception>
    public static void Remove(string directory)
    {
        var left = new Stack<string>([directory]);
        for (int number = 0; left.TryPop(out string? next);)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach ((string path, bool isFolder) in Entries(next))
            {
                if (!isFolder)
                {
                    File.Delete(path);
                    continue;
                }

                string raised = Path.Combine(directory, $".gone-{number++:x}");
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                Directory.Move(path, raised);
                left.Push(raised);
            }

            if (next != directory)
                Directory.Delete(next);
        }

        Directory.Delete(directory);
    }

    private static (string Path, bool IsFolder)[] Entries(string folder) =>
    [
        .. new FileSystemEnumerable<(string, bool)>(
            folder,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
            new EnumerationOptions { AttributesToSkip = 0 }),
    ];

    private static void RemoveIfLeft(string directory)
    {
        try
        {
            if (!UnixProcess.OwnsDirectory(directory, followLink: false))
                return;

            // Whoever made it holds this, or is gone; without one it was being removed.
            using FileStream free = new(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

            // Its workers end a moment after it; none of them should write where this removes.
            Thread.Sleep(Ending);
            Remove(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is in use; or the next start tries again.
        }
    }

    private static string Make()
    {
        // It gets its name when it is locked: under that name nobody takes it for one that was left.
        string unlocked = Directory.CreateTempSubdirectory("integration-workers.").FullName;
        hold = new FileStream(Path.Combine(unlocked, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        string directory = Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N"));
        Directory.Move(unlocked, directory);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveOwn(directory);
        return directory;
    }

    private static void RemoveOwn(string directory)
    {
        try
        {
            hold?.Dispose();
            Remove(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A worker is still ending; the next host removes it.
        }
    }

    private static void Create(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

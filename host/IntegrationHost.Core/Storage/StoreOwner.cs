using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace IntegrationHost.Core.Storage;

/// <summary>Holds the store for this process: one owner per store, for as long as this object lives or the process does.</summary>
public sealed class StoreOwner : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, StoreOwner> Held = new(StringComparer.Ordinal);

    private readonly string lockPath;
    private readonly FileStream lockFile;

    private StoreOwner(string lockPath, FileStream lockFile)
    {
        this.lockPath = lockPath;
        this.lockFile = lockFile;
    }

    /// <summary>Makes the store's directories and takes it; <c>null</c> if another process (or this one, already) holds it.</summary>
    /// <exception cref="StoreException">The directories cannot be made, are open to others, belong to another user, or lie on a network file system.</exception>
    public static StoreOwner? TryAcquire(HostPaths paths)
    {
        PrivateFiles.EnsureDirectory(paths.DataDirectory);
        if (UnixProcess.IsNetworkFileSystem(paths.DataDirectory))
        {
            throw new StoreException(
                $"The data directory {paths.DataDirectory} lies on a network file system, where SQLite's locks and flushes cannot be relied on. Choose a local one.", StoreException.Configuration);
        }

        PrivateFiles.EnsureDirectory(paths.ConfigDirectory);
        PrivateFiles.EnsureDirectory(Path.GetDirectoryName(paths.KeyFilePath)!);
        PrivateFiles.EnsureDirectory(Path.GetDirectoryName(paths.SocketPath)!, followLink: false);
        PrivateFiles.CheckFile(paths.LockPath);

        FileStream file;
        try
        {
            file = PrivateFiles.Open(paths.LockPath, FileMode.OpenOrCreate);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(
                $"The data directory {paths.DataDirectory} is not writable for this user. Run: chmod u+rwx '{paths.DataDirectory}', or choose another.",
                StoreException.Permissions,
                exception);
        }
        catch (IOException exception) when (!IsLocked(exception))
        {
            throw new StoreException($"The lock {paths.LockPath} cannot be made. Check the disk's free space and mount options.", StoreException.InputOutput, exception);
        }
        catch (IOException)
        {
            return null;
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
        file.Flush();
        StoreOwner owner = new(paths.LockPath, file);
        Held[paths.LockPath] = owner;
        return owner;
    }

    /// <summary>What to say when <see cref="TryAcquire"/> gives nothing.</summary>
    public static StoreException HeldElsewhere(HostPaths paths) => new(
        $"{(ReadOwner(paths) is { } id ? $"Process {id}" : "Another process")} owns the store in {paths.DataDirectory}. Use it through its API, or stop it first.", StoreException.Owned);

    /// <summary>Whether this process holds the store.</summary>
    internal static bool IsHeldHere(HostPaths paths) => Held.ContainsKey(paths.LockPath);

    /// <summary>Gives the store back.</summary>
    public async ValueTask DisposeAsync()
    {
        Held.TryRemove(new KeyValuePair<string, StoreOwner>(lockPath, this));
        await lockFile.DisposeAsync();
    }

    // The lock is advisory and .NET would ask for it, so that it is read without.
    private static string? ReadOwner(HostPaths paths) => UnixProcess.ReadSmallFile(paths.LockPath) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        ? id.ToString(CultureInfo.InvariantCulture)
        : null;

    // EWOULDBLOCK of Linux and of the BSDs, and Windows' sharing violation.
    private static bool IsLocked(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}

namespace IntegrationHost.Core.Storage;

/// <summary>Files and directories that only this user may touch, whatever the process's creation mask is.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes the directory with mode 0700, or checks that the one there is this user's alone.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="followLink">Whether it may be reached through a symbolic link; never in a place where others can make one.</param>
    /// <exception cref="StoreException">It cannot be made, is another user's, or is open to others.</exception>
    public static void EnsureDirectory(string path, bool followLink = true)
    {
        try
        {
            if (!Directory.Exists(path))
                CreateDirectory(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException($"The directory {path} cannot be made: permission denied. Make it writable for this user, or choose another.", StoreException.Permissions, exception);
        }
        catch (IOException exception)
        {
            throw new StoreException($"The directory {path} cannot be made. Check that no file is in its way and that its disk is writable.", StoreException.InputOutput, exception);
        }

        if (!UnixProcess.OwnsDirectory(path, followLink))
            throw new StoreException($"The directory {path} belongs to another user, or is a link. Remove it, or choose another.", StoreException.Permissions);

        RefuseOthers(path, "700");
    }

    /// <summary>Checks that a file, if it exists, is an ordinary one and open to this user alone.</summary>
    /// <exception cref="StoreException">It is open to others, or what is there is a directory, a pipe or a device: to open one of those could wait for ever.</exception>
    public static void CheckFile(string path)
    {
        if (!Path.Exists(path))
            return;

        if (!UnixProcess.IsPlainFile(path, followLink: true))
            throw new StoreException($"{path} is no ordinary file but a directory, a pipe or a device. Move it away and put the file back, from a backup if need be.", StoreException.InputOutput);
        RefuseOthers(path, "600");
    }

    /// <summary>Opens a file, making it with mode 0600 if it does not exist.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.None)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return new FileStream(path, options);
    }

    /// <summary>Replaces a file as a whole: after a crash the old or the new bytes are there, never a part.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".tmp";
        try
        {
            File.Delete(temporary);
            using (FileStream stream = Open(temporary, FileMode.CreateNew))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            UnixProcess.SynchronizeDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{path} cannot be written. Check the directory's permissions and the free space on its disk.",
                exception is IOException ? StoreException.InputOutput : StoreException.Permissions,
                exception);
        }
    }

    /// <summary>Gives a finished file its name: its bytes are on the disk before, the name after.</summary>
    public static void MoveDurably(string temporary, string path)
    {
        using (FileStream stream = new(temporary, FileMode.Open, FileAccess.ReadWrite))
            stream.Flush(flushToDisk: true);
        File.Move(temporary, path, overwrite: true);
        UnixProcess.SynchronizeDirectory(Path.GetDirectoryName(path)!);
    }

    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // Missing parents are ordinary directories; only the last one is ours.
        if (Path.GetDirectoryName(path) is { } parent)
            Directory.CreateDirectory(parent);
        Directory.CreateDirectory(path, OwnerDirectory);
        File.SetUnixFileMode(path, OwnerDirectory);
    }

    private static void RefuseOthers(string path, string wanted)
    {
        if (OperatingSystem.IsWindows())
            return;

        UnixFileMode mode = File.GetUnixFileMode(path);
        if ((mode & Others) != 0)
        {
            string octal = Convert.ToString((int)mode & 0b111_111_111, 8).PadLeft(4, '0');
            throw new StoreException($"{path} is open to other users (mode {octal}). Run: chmod {wanted} '{path}'", StoreException.Permissions);
        }
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHost.Core.Storage;

/// <summary>The few facts about this process and its files that the platform's classes do not tell.</summary>
internal static partial class UnixProcess
{
    // AT_FDCWD, AT_SYMLINK_NOFOLLOW and STATX_BASIC_STATS of Linux.
    private const int WorkingDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStatus = 0x7ff;

    /// <summary>The effective user; 0 on Windows, where it means nothing.</summary>
    public static uint UserId => OperatingSystem.IsWindows() ? 0 : GetEffectiveUserId();

    /// <summary>From now on, what this process creates is for its user alone. Libraries that choose no mode (SQLite) follow it, too.</summary>
    public static void CreatePrivateFilesOnly()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetCreationMask(0b000_111_111);
    }

    /// <summary>Sets the creation mask and returns the one before; for tests of what happens under a careless one.</summary>
    internal static uint ExchangeCreationMask(uint mask) => SetCreationMask(mask);

    /// <summary>Whether the path is a directory of this user; off Linux only what can be told without the owner.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="followLink">Whether a symbolic link to such a directory will do.</param>
    public static bool OwnsDirectory(string path, bool followLink)
    {
        if (!OperatingSystem.IsLinux())
            return Directory.Exists(path) && (followLink || new DirectoryInfo(path).LinkTarget is null);

        // struct statx has one layout on all architectures: uid at 20, mode at 28.
        Span<byte> status = stackalloc byte[256];
        if (StatusOf(WorkingDirectory, path, followLink ? 0 : NoFollow, BasicStatus, status) != 0)
            return false;

        uint owner = MemoryMarshal.Read<uint>(status[20..]);
        int kind = MemoryMarshal.Read<ushort>(status[28..]) & 0xF000;
        return kind == 0x4000 && owner == UserId;
    }

    /// <summary>Whether the path is an ordinary file, and no link, pipe or device, which could block who reads it; off Linux whether it is there and no link.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="followLink">Whether a symbolic link to such a file will do.</param>
    public static bool IsPlainFile(string path, bool followLink = false)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) && (followLink || new FileInfo(path).LinkTarget is null);

        Span<byte> status = stackalloc byte[256];
        return StatusOf(WorkingDirectory, path, followLink ? 0 : NoFollow, BasicStatus, status) == 0 && (MemoryMarshal.Read<ushort>(status[28..]) & 0xF000) == 0x8000;
    }

    /// <summary>Which file a path leads to now, as a number that no other file of its disk has; 0 if there is none, or off Linux.</summary>
    public static ulong IdentityOf(string path)
    {
        // struct statx: inode at 32.
        Span<byte> status = stackalloc byte[256];
        return OperatingSystem.IsLinux() && StatusOf(WorkingDirectory, path, 0, BasicStatus, status) == 0 ? MemoryMarshal.Read<ulong>(status[32..]) : 0;
    }

    /// <summary>Writes a directory's entries through to the disk; does nothing where that is unknown.</summary>
    public static void SynchronizeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        int descriptor = OpenFile(path, 0);
        if (descriptor < 0)
            return;

        _ = Synchronize(descriptor);
        _ = CloseFile(descriptor);
    }

    /// <summary>Whether a directory lies on a file system of another machine (NFS, SMB, CephFS, AFS); told on Linux only.</summary>
    public static bool IsNetworkFileSystem(string path)
    {
        // struct statfs begins with the type, as a machine word.
        Span<byte> status = stackalloc byte[512];
        return OperatingSystem.IsLinux() && Environment.Is64BitProcess && FileSystemOf(path, status) == 0
            && (uint)MemoryMarshal.Read<long>(status) is 0x6969 or 0x517B or 0xFF534D42 or 0xFE534D42 or 0x00C36400 or 0x5346414F;
    }

    /// <summary>The first bytes of a file as text, whoever has it locked; <c>null</c> if it cannot be read.</summary>
    public static string? ReadSmallFile(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;

        int descriptor = OpenFile(path, 0);
        if (descriptor < 0)
            return null;

        Span<byte> bytes = stackalloc byte[64];
        nint length = ReadFile(descriptor, bytes, bytes.Length);
        _ = CloseFile(descriptor);
        return length < 0 ? null : System.Text.Encoding.ASCII.GetString(bytes[..(int)length]).Trim();
    }

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileSystemOf(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadFile(int descriptor, Span<byte> buffer, nint count);

    /// <summary>Writes a file's bytes through to the disk; its times and other facts may follow later, which saves a write.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void SynchronizeData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        if (SynchronizeFileData(file) != 0)
            throw new IOException($"A file could not be written through to the disk (error {Marshal.GetLastPInvokeError()}).");
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SynchronizeFileData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetCreationMask(uint mask);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOf(int directory, string path, int flags, uint mask, Span<byte> status);

    // fsync of a directory makes a rename in it last through a power cut.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int descriptor);
}

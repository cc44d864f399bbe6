using System.Runtime.InteropServices;

namespace IntegrationHost.Core.Storage;

/// <summary>The memory of this process, as others can get at it.</summary>
public static partial class HostMemory
{
    // PR_SET_DUMPABLE of Linux.
    private const int SetDumpable = 4;

    /// <summary>
    /// From now on no core of this process is written, and other processes of the same user, plugins' workers among them, can neither read its memory, environment and open files nor trace it.
    /// Root still can. Does nothing off Linux.
    /// </summary>
    public static void Close()
    {
        if (OperatingSystem.IsLinux())
            _ = Control(SetDumpable, 0, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint second, nint third, nint fourth, nint fifth);
}

using System.Runtime.InteropServices;

namespace IntegrationHost.Hosting;

/// <summary>The process's file creation mask.</summary>
internal static partial class Umask
{
    /// <summary>Takes all rights of group and others from files made from now on. Does nothing on Windows, where there is no mask.</summary>
    public static void Restrict()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(0b000_111_111);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}

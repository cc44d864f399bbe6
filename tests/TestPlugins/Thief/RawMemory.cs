using System.Runtime.InteropServices;

namespace TestPlugins;

/// <summary>The process's own memory without /proc: around what it has itself, where a heap goes on. What cannot be read is an error of the kernel's, and no crash.</summary>
internal static class RawMemory
{
    public static void Search(string marker, Bag bag)
    {
        byte[] here = new byte[1];
        nint begin = Marshal.UnsafeAddrOfPinnedArrayElement(here, 0) & ~0xFFF;

        int[] ends = new int[2];
        byte[] copy = new byte[4096];
        if (pipe(ends) != 0)
            return;
        for (int page = -16_384; page < 16_384; page++)
        {
            nint at = begin + (page * 4096);
            if (write(ends[1], at, 4096) == 4096 && read(ends[0], copy, 4096) == 4096)
                Loot.Keep("own heap", copy, marker, bag, whole: false);
        }
    }

    [DllImport("libc")]
    private static extern int pipe(int[] ends);

    [DllImport("libc")]
    private static extern nint write(int descriptor, nint from, nint count);

    [DllImport("libc")]
    private static extern nint read(int descriptor, byte[] to, nint count);
}

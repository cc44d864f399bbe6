using System.Runtime.InteropServices;
using System.Text;

namespace TestPlugins;

/// <summary>What a plugin can ask of the kernel that no limit of memory or files counts, or that all processes of a user share.</summary>
internal static class KernelActs
{
    private const int Attempts = 1_000;
    private const int FileSize = 8 * 1024 * 1024;

    public static async Task<string> RunAsync(string act)
    {
        switch (act)
        {
            case "stop itself":
                // Not ended, not busy, and no thread of it ever runs again.
                _ = raise(19);
                return "still here";
            case "held files":
                return $"{HoldDeletedFiles() / 1024 / 1024} MiB";
            case "memory files":
                return $"{memfd_create("more", 0)}";
            case "watches":
                return $"{inotify_init()} {inotify_init1(0)}";
            case "outlive the host":
                return $"{prctl(1, 0)}";
            case "reach into the host":
                return $"{ptrace(16, getppid(), 0, 0)} {process_vm_readv(getppid(), 0, 0, 0, 0, 0)} {open($"/proc/{getppid()}/mem", 0)} {open($"/proc/{getppid()}/environ", 0)}";
            case "timers":
                return Enumerable.Range(0, Attempts).Count(_ => timer_create(1, 0, out nint _) == 0) < Attempts ? "bounded" : "all of them";
            case "shared memory":
                while (true)
                    Touch(mmap(0, 64 * 1024 * 1024, 3, 0x21, -1, 0), 64 * 1024 * 1024);
            case "hello again":
                byte[] json = Encoding.ASCII.GetBytes("{\"Hello\":{\"Protocol\":1,\"Layers\":[\"everything\"]}}");
                byte[] packet = [(byte)(json.Length + 4), 0, 0, 0, (byte)json.Length, 0, 0, 0, .. json];
                while (PipeActs.WriteAll(packet))
                {
                }

                await Task.Delay(Timeout.Infinite);
                return "still here";
            default:
                return "unknown";
        }
    }

    /// <summary>Files without a name that stay mapped: no descriptor is left, no name, and no page of them is touched.</summary>
    private static long HoldDeletedFiles()
    {
        long held = 0;
        byte[] block = new byte[FileSize];
        string path = Path.Combine(Environment.GetEnvironmentVariable("HOME")!, "held");
        try
        {
            for (int number = 0; number < 12; number++)
            {
                using (FileStream file = File.Create(path))
                {
                    file.Write(block);
                    file.Flush();
                    _ = mmap(0, FileSize, 1, 1, (int)file.SafeFileHandle.DangerousGetHandle(), 0);
                }

                File.Delete(path);
                held += FileSize;
            }
        }
        catch (IOException)
        {
            // That was all that there is.
        }

        return held;
    }

    private static unsafe void Touch(nint where, int length) => new Span<byte>((void*)where, length).Fill(1);

    [DllImport("libc")]
    private static extern int raise(int signal);

    [DllImport("libc")]
    private static extern int memfd_create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);

    [DllImport("libc")]
    private static extern nint process_vm_readv(int process, nint local, nuint localCount, nint remote, nuint remoteCount, nuint flags);

    [DllImport("libc")]
    private static extern nint mmap(nint at, nint length, int access, int kind, int descriptor, nint from);

    [DllImport("libc")]
    private static extern int inotify_init();

    [DllImport("libc")]
    private static extern int inotify_init1(int flags);

    [DllImport("libc")]
    private static extern int prctl(int option, nint second);

    [DllImport("libc")]
    private static extern nint ptrace(int request, int process, nint at, nint data);

    [DllImport("libc")]
    private static extern int getppid();

    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern int timer_create(int clock, nint how, out nint timer);
}

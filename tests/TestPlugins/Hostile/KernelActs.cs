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
            case "requests of the machine":
                // The number of them that all processes have together is one of the machine's.
                nint requests = 0;
                return $"{io_setup(60_000, ref requests)}";
            case "copy at home":
                return CopyAtHome();
            case var rights when rights.StartsWith("rights of ", StringComparison.Ordinal):
                return TakeOver(rights["rights of ".Length..]);
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

    /// <summary>What a file's owner may do to it without opening it, and the worker is the owner of all that the host's user has.</summary>
    private static string TakeOver(string path) =>
        $"{chmod(path, 0x1B6)} {fchmodat(-100, path, 0x1B6, 0)} {syscall(452, -100, path, 0x1B6, 0)} {chown(path, 0, 0)} {utimes(path, 0)} {setxattr(path, "user.seen", [1], 1, 0)} {truncate(path, 0)}";

    /// <summary>What a plugin may do where it is at home.</summary>
    private static string CopyAtHome()
    {
        string home = Environment.GetEnvironmentVariable("HOME")!;
        File.WriteAllText(Path.Combine(home, "first"), "whole");
        File.Copy(Path.Combine(home, "first"), Path.Combine(home, "second"));
        File.Move(Path.Combine(home, "second"), Path.Combine(home, "third"));
        string copied = File.ReadAllText(Path.Combine(home, "third"));
        File.Delete(Path.Combine(home, "first"));
        File.Delete(Path.Combine(home, "third"));
        return copied;
    }

    private static unsafe void Touch(nint where, int length) => new Span<byte>((void*)where, length).Fill(1);

    [DllImport("libc")]
    private static extern int raise(int signal);

    // The number of io_setup on x64; its C library has no name for it.
    private static int io_setup(uint count, ref nint requests) => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? (int)syscall(206, (nint)count, ref requests) : -1;

    [DllImport("libc")]
    private static extern nint syscall(nint number, nint count, ref nint requests);

    [DllImport("libc")]
    private static extern nint syscall(nint number, nint folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint mode, nint flags);

    [DllImport("libc")]
    private static extern int chmod([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc")]
    private static extern int fchmodat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode, int flags);

    [DllImport("libc")]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);

    [DllImport("libc")]
    private static extern int utimes([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint times);

    [DllImport("libc")]
    private static extern int setxattr([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint length, int flags);

    [DllImport("libc")]
    private static extern int truncate([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint length);

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

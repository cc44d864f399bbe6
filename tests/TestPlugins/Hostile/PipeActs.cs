using System.Runtime.InteropServices;
using System.Text;

namespace TestPlugins;

/// <summary>What a plugin can do to the pipe that its process talks through, and to the process at the other end.</summary>
internal static class PipeActs
{
    private const int Highest = 255;

    public static async Task<string> RunAsync(string act)
    {
        switch (act)
        {
            case "print":
                for (int line = 0; line < 200_000; line++)
                    Console.WriteLine(new string('x', 1000));
                return "printed";
            case "close stdio":
                for (int descriptor = 0; descriptor < 3; descriptor++)
                    _ = close(descriptor);
                return "closed";
            case "close all":
                for (int descriptor = 0; descriptor <= Highest; descriptor++)
                    _ = close(descriptor);
                break;
            case "garbage":
                WriteAll(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n garbage garbage garbage garbage"));
                break;
            case "lying length":
                WriteAll([0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3]);
                break;
            case "zero length":
                WriteAll([0, 0, 0, 0]);
                break;
            case "wrong parts":
                WriteAll([8, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3, 4]);
                break;
            case "no json":
                WriteAll([8, 0, 0, 0, 4, 0, 0, 0, (byte)'n', (byte)'u', (byte)'l', (byte)'l']);
                break;
            case "another's call":
                byte[] json = Encoding.ASCII.GetBytes("{\"Call\":999999,\"Result\":{\"OutputJson\":\"{}\"}}");
                WriteAll([(byte)(json.Length + 4), 0, 0, 0, (byte)json.Length, 0, 0, 0, .. json]);
                break;
            case "drip":
                // A frame of 1,000 bytes, one byte at a time.
                WriteAll([0xE8, 3, 0, 0]);
                for (int at = 0; at < 1_000; at++)
                {
                    WriteAll([1]);
                    await Task.Delay(100);
                }

                break;
            case "endless":
                // One message of frames that never end.
                byte[] frame = new byte[4 + (1024 * 1024)];
                frame[2] = 0x10;
                frame[3] = 0x80;
                while (WriteAll(frame))
                {
                }

                break;
            case "kill the host":
                return $"{kill(getppid(), 9)}";
            case "starve the host":
                return $"{prlimit(getppid(), 7, [3UL, 3UL], 0)} {setpriority(0, getppid(), 19)}";
            default:
                return await KernelActs.RunAsync(act);
        }

        await Task.Delay(Timeout.Infinite);
        return "still here";
    }

    /// <summary>Puts a pipe on which nothing comes in the place of the one from the host: of that the runtime has no end for writing.</summary>
    public static void Deafen()
    {
        int[] ends = new int[2];
        _ = pipe(ends);
        IEnumerable<int> fromHost = Enumerable.Range(0, Highest)
            .Where(descriptor => fcntl(descriptor, 3, 0) >= 0)
            .GroupBy(descriptor => File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)?.Name)
            .Where(group => group.Key?.StartsWith("pipe:", StringComparison.Ordinal) == true && group.All(descriptor => (fcntl(descriptor, 3, 0) & 3) == 0))
            .SelectMany(group => group)
            .ToArray();
        foreach (int descriptor in fromHost)
            _ = dup2(ends[0], descriptor);
    }

    /// <summary>The pipe to the host is the only one with two ends for writing here: the runtime keeps one of its own.</summary>
    public static bool WriteAll(byte[] bytes)
    {
        int pipe = Enumerable.Range(0, Highest)
            .Where(descriptor => fcntl(descriptor, 3, 0) is var flags && flags >= 0 && (flags & 3) == 1)
            .GroupBy(descriptor => File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)?.Name)
            .First(group => group.Key?.StartsWith("pipe:", StringComparison.Ordinal) == true && group.Count() > 1)
            .Max();
        return write(pipe, bytes, bytes.Length) > 0;
    }

    [DllImport("libc")]
    private static extern int fcntl(int descriptor, int command, int argument);

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] bytes, nint count);

    [DllImport("libc")]
    private static extern int pipe(int[] ends);

    [DllImport("libc")]
    private static extern int dup2(int from, int to);

    [DllImport("libc")]
    private static extern int close(int descriptor);

    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    [DllImport("libc")]
    private static extern int getppid();

    [DllImport("libc")]
    private static extern int setpriority(int which, int who, int priority);

    [DllImport("libc")]
    private static extern int prlimit(int process, int resource, ulong[] limits, nint old);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using IntegrationHost.Contracts.Channels;

namespace TestPlugins;

/// <summary>What a plugin can do to the process it is in.</summary>
internal static class Acts
{
    public static async Task<string> RunAsync(string act, IProviderChannel channel, CancellationToken cancellationToken)
    {
        switch (act)
        {
            case "nothing":
                return "ok";
            case "call":
                return $"{(await channel.SendAsync(new ProviderRequest { Method = "GET", Path = "/me" }, cancellationToken)).StatusCode}";
            case "deaf":
                // Asks on and on, and reads no answer: they pile up at the host.
                PipeActs.Deafen();
                byte[] shared = new byte[512 * 1024];
                for (int asked = 0; asked < 1_000; asked++)
                {
                    _ = channel.SendAsync(new ProviderRequest { Method = "POST", Path = "/me", Body = shared }, cancellationToken);
                    await Task.Delay(2, CancellationToken.None);
                }

                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return "still here";
            case "throw":
                throw new NotSupportedException("The text of a plugin's exception is not shown.");
            case "native crash":
                Fill(Environment.ProcessId * (nint)0x100_0001, 1);
                return "still here";
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                return "still here";
            case "spin":
                while (true)
                    Thread.SpinWait(1000);
            case "ignore cancel":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return "still here";
            case "stack overflow":
                return Deeper(0).ToString(System.Globalization.CultureInfo.InvariantCulture);
            case "exit":
                Environment.Exit(0);
                return "still here";
            case "fail fast":
                Environment.FailFast("The text of a plugin's end is not shown.");
                return "still here";
            case "background throw":
                new Thread(() => throw new InvalidOperationException()).Start();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "still here";
            case "async void throw":
                Void();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "still here";
            case "pool":
                for (int item = 0; item < 2_000; item++)
                    ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(Timeout.Infinite));
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return "still here";
            case "memory":
                return Hold(() => GC.AllocateUninitializedArray<byte>(1024 * 1024, pinned: true));
            case "native memory":
                while (true)
                    Fill(Marshal.AllocHGlobal(16 * 1024 * 1024), 16 * 1024 * 1024);
            case "threads":
                while (true)
                    new Thread(() => Thread.Sleep(Timeout.Infinite), 64 * 1024) { IsBackground = true }.Start();
            case "files":
                return Hold(() => File.Open("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
            case "fork":
                for (int child = 0; child < 3; child++)
                {
                    if (fork() == 0)
                        _exit(7);
                }

                return Marshal.GetLastPInvokeError() == 0 ? "forked" : "refused";
            case "run":
                using (Process.Start("/bin/sh", ["-c", "sleep 60"]))
                    return "running";
            case "disk":
                string home = Environment.GetEnvironmentVariable("HOME")!;
                byte[] block = new byte[8 * 1024 * 1024];
                for (int file = 0; ; file++)
                    await File.WriteAllBytesAsync(Path.Combine(home, $"{file}"), block, CancellationToken.None);
            case "big file":
                using (FileStream stream = File.Create(Path.Combine(Environment.GetEnvironmentVariable("HOME")!, "big")))
                    stream.SetLength(1L << 40);
                return "a big one";
            default:
                return await CallActs.RunAsync(act, channel, cancellationToken);
        }
    }

    /// <summary>Takes until no more is given, and lets go only then.</summary>
    private static string Hold(Func<object> take)
    {
        List<object> held = [];
        try
        {
            for (int count = 0; count < 1_000_000; count++)
                held.Add(take());
            return "all of it";
        }
        finally
        {
            foreach (IDisposable thing in held.OfType<IDisposable>())
                thing.Dispose();
        }
    }

    private static int Deeper(int depth) => Deeper(depth + 1) + Deeper(depth + 2);

    private static async void Void()
    {
        await Task.Yield();
        throw new InvalidOperationException();
    }

    private static unsafe void Fill(nint where, int length) => new Span<byte>((void*)where, length).Fill(1);

    [DllImport("libc", SetLastError = true)]
    private static extern int fork();

    [DllImport("libc")]
    private static extern void _exit(int code);
}

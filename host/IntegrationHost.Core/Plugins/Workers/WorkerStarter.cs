using System.Collections.Concurrent;
using System.Diagnostics;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>
/// Starts every worker on one thread that lives as long as the process: the kernel ends a worker when the thread that started it ends, which is how a worker
/// does not outlive a host that was killed.
/// </summary>
internal static class WorkerStarter
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Asked = [];
    private static readonly Lazy<Thread> Starter = new(Begin);

    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        _ = Starter.Value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add((info, started));
        return started.Task;
    }

    private static Thread Begin()
    {
        var thread = new Thread(Loop, maxStackSize: 256 * 1024) { IsBackground = true, Name = "worker starter" };
        thread.Start();
        return thread;
    }

    private static void Loop()
    {
        foreach ((ProcessStartInfo info, TaskCompletionSource<Process> started) in Asked.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception failure)
            {
                started.SetException(failure);
            }
        }
    }
}

using System.Diagnostics;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>R-11 with workers: loaded, called and unloaded again and again, a plugin leaves no process, no directory and no open file behind.</summary>
[Collection(WorkerHost.Collection)]
public sealed class WorkerReloadTests(ITestOutputHelper output)
{
    [Fact]
    public async Task R11_LoadCallUnload_LeavesNothingBehind()
    {
        int reloads = Amount.Of(quick: 5, full: 1_000);
        using var stage = new PluginStage("Good");
        string path = stage.Pin().AssemblyOf("Good");
        var stamp = PluginStamp.Read(path);
        var runtime = new WorkerRuntime(new WorkerOptions(), logger: null);
        List<(int Process, string Home)> left = [];
        List<double> times = [];
        int before = 0;
        for (int reload = 0; reload < reloads; reload++)
        {
            long begin = Stopwatch.GetTimestamp();
            using (ILoadedPlugin plugin = runtime.Load(path, stamp))
            {
                WorkerProcess worker = ((IsolatedPlugin)plugin).Process!;
                left.Add((worker.ProcessId, worker.Home.Path));
                Assert.True((await plugin.Providers[0].Modules[0].ExecuteAsync("{}", new EchoChannel(), TestContext.Current.CancellationToken)).Succeeded);
            }

            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            if (reload == 0)
                before = await OpenFilesAsync(left);
        }

        int after = await OpenFilesAsync(left);
        times.Sort();
        output.WriteLine($"{reloads} reloads: p50 {times[times.Count / 2]:0} ms, p99 {times[(int)Math.Ceiling(times.Count * 0.99) - 1]:0} ms, most {times[^1]:0} ms; pipes of this process {before} after the first, {after} after the last.");
        Assert.True(after <= before + 12, $"Open pipes went from {before} to {after}.");
    }

    /// <summary>Pipes of this process, once all of these workers are gone. Other tests have some, too.</summary>
    private static async Task<int> OpenFilesAsync(List<(int Process, string Home)> gone)
    {
        for (int look = 0; look < 500 && gone.Any(worker => Directory.Exists(worker.Home) || Directory.Exists($"/proc/{worker.Process}")); look++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(gone, worker => Directory.Exists(worker.Home) || Directory.Exists($"/proc/{worker.Process}"));
        return Directory.EnumerateFiles("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>Replacing a plugin while it runs.</summary>
public sealed class ReplacementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_RunsUnderWayEndOnTheOldVersion_NewOnesBeginOnTheNew_AndTheOldIsUnloaded()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Provider.Before = () => held.Task;
        Task<ModuleResult> underWay = stage.RunAsync(module);
        await WaitAsync(() => stage.Provider.Paths.Count == 1);

        stage.Drop("DropInNext", "two");
        await stage.ApproveAsync();

        stage.Provider.Before = () => Task.CompletedTask;
        Assert.Equal(1, stage.Plugins.Ending);
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.False(underWay.IsCompleted);
        held.SetResult();
        Assert.True((await underWay).Succeeded);
        Assert.Equal(["/v1/messages", "/v2/messages"], stage.Provider.Paths);
        Assert.Equal(0, stage.Plugins.Ending);
        Assert.Equal("2.0.0", stage.Catalog.Find("dropin")?.PluginVersion);
    }

    [Fact]
    public async Task Update_ThatFailsItsSelfTest_LeavesTheOldServing()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        stage.Drop("DropInBroken", "two");

        ConflictException failure = await Assert.ThrowsAsync<ConflictException>(() => stage.ApproveAsync());

        Assert.Contains("version 1.0.0 goes on serving", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("is not shown", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1.0.0", stage.Catalog.Find("dropin")?.PluginVersion);
        Assert.True((await stage.RunAsync(module)).Succeeded);
    }

    [Fact]
    public async Task RollBack_GoesToTheVersionBefore_AndForthAgain()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Directory.Delete(Path.Combine(stage.Paths.PluginsDirectory, "one"), recursive: true);
        stage.Drop("DropInNext", "one");
        await stage.ApproveAsync();

        await stage.Plugins.RollBackAsync("dropin", Cancel);
        Assert.Equal("1.0.0", stage.Catalog.Find("dropin")?.PluginVersion);
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
        await stage.ReopenAsync();
        Assert.Equal("1.0.0", stage.Catalog.Find("dropin")?.PluginVersion);

        await stage.Plugins.RollBackAsync("dropin", Cancel);
        Assert.Equal("2.0.0", stage.Catalog.Find("dropin")?.PluginVersion);
    }

    [Fact]
    public async Task Remove_TellsWhatDepends_AndLeavesNothing()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        PluginDetail detail = await stage.Plugins.ShowAsync("dropin", Cancel);
        Assert.Equal(("DROPIN", "send"), (Assert.Single(detail.Accounts).Name, Assert.Single(detail.Modules).Name));

        await stage.Plugins.RemoveAsync("dropin", version: null, Cancel);

        Assert.DoesNotContain(stage.Plugins.List(), state => state.Id == "dropin");
        Assert.Null(stage.Catalog.Find("dropin"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(stage.Paths.PluginsDirectory));
        Assert.Empty(Directory.EnumerateFileSystemEntries(stage.Paths.PluginContentDirectory));
        await Assert.ThrowsAsync<ConflictException>(() => stage.Plugins.RemoveAsync("Good", version: null, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => stage.Plugins.RemoveAsync("dropin", version: null, Cancel));
    }

    [Fact]
    public async Task Reloads_LeaveContextsHandlesAndMemoryFlat()
    {
        int reloads = Amount.Of(quick: 50, full: 1000);
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        var times = new List<double>();
        int handles = 0;
        long memory = 0;
        for (int count = 0; count < reloads; count++)
        {
            // Half way all caches are warm: from there nothing may grow.
            if (count == reloads / 2)
            {
                Collect();
                (handles, memory) = (Handles(stage), Process.GetCurrentProcess().WorkingSet64);
            }

            long start = Stopwatch.GetTimestamp();
            await stage.Plugins.ReloadAsync("dropin", Cancel);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.True((await stage.RunAsync(module)).Succeeded);
        }

        int alive = Alive(stage);
        Collect();
        times.Sort();
        double slope = (Process.GetCurrentProcess().WorkingSet64 - memory) / 1024.0 / (reloads - (reloads / 2));
        Amount.Report(
            $"R-11: {reloads} reloads with a run each: p50 {times[reloads / 2]:F0} ms, p99 {times[(int)(reloads * 0.99) - 1]:F0} ms; load contexts alive {alive}; "
            + $"open and mapped files of it {handles} half way, {Handles(stage)} at the end; handles of the process {All()}; working set {slope:F1} kB per reload in the second half.");
        Assert.True(alive <= 2, $"{alive} load contexts are alive.");
        Assert.True(Handles(stage) <= handles + 4, $"{handles} open and mapped files half way, {Handles(stage)} at the end.");
        Assert.Equal(0, stage.Plugins.Ending);
        if (Amount.IsFull)
            Assert.True(slope < 10, $"{slope:F1} kB per reload.");
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (int count = 0; count < 2000 && !condition(); count++)
            await Task.Delay(5, Cancel);
        Assert.True(condition());
    }

    // Only those of this stage: other tests load the same assembly at the same time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Contexts(DropStage stage) =>
        AssemblyLoadContext.All.Count(context => context.Assemblies.Any(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(stage.Paths.DataDirectory, StringComparison.Ordinal)));

    private static int Alive(DropStage stage)
    {
        for (int count = 0; count < 20 && Contexts(stage) > 1; count++)
            Collect();
        return Contexts(stage);
    }

    private static void Collect()
    {
        for (int count = 0; count < 3; count++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Files of the stage's copies that are open or mapped.</summary>
    private static int Handles(DropStage stage) =>
        Directory.EnumerateFiles("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget?.StartsWith(stage.Paths.PluginContentDirectory, StringComparison.Ordinal) == true)
        + File.ReadLines("/proc/self/maps").Where(line => line.Contains(stage.Paths.PluginContentDirectory, StringComparison.Ordinal)).Count();

    private static int All() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}

using System.Diagnostics;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>R-10, T39: whatever a plugin does to its process, the host goes on, other plugins' calls succeed, and the next call of the same plugin finds a new worker.</summary>
[Collection(WorkerHost.Collection)]
public sealed class HostilePluginTests(HostileWorkers workers, ITestOutputHelper output) : IClassFixture<HostileWorkers>
{
    [Theory]
    [InlineData("native crash", WorkerEnd.Crashed)]
    [InlineData("stack overflow", WorkerEnd.Crashed)]
    [InlineData("exit", WorkerEnd.Crashed)]
    [InlineData("fail fast", WorkerEnd.Crashed)]
    [InlineData("background throw", WorkerEnd.Crashed)]
    [InlineData("async void throw", WorkerEnd.Crashed)]
    [InlineData("hang", WorkerEnd.TimedOut)]
    [InlineData("spin", WorkerEnd.TimedOut)]
    [InlineData("pool", WorkerEnd.TimedOut)]
    [InlineData("memory", null)]
    [InlineData("native memory", null)]
    [InlineData("threads", null)]
    [InlineData("stop itself", WorkerEnd.TimedOut)]
    [InlineData("shared memory", null)]
    [InlineData("hello again", WorkerEnd.Garbled)]
    [InlineData("disk", null)]
    [InlineData("close all", null)]
    [InlineData("big file", WorkerEnd.Exhausted)]
    [InlineData("garbage", WorkerEnd.Garbled)]
    [InlineData("lying length", WorkerEnd.Garbled)]
    [InlineData("zero length", WorkerEnd.Garbled)]
    [InlineData("wrong parts", WorkerEnd.Garbled)]
    [InlineData("no json", WorkerEnd.Garbled)]
    [InlineData("another's call", WorkerEnd.Garbled)]
    [InlineData("drip", WorkerEnd.Garbled)]
    [InlineData("endless", WorkerEnd.Garbled)]
    [InlineData("finalizer throw", WorkerEnd.Crashed)]
    [InlineData("deaf", WorkerEnd.Garbled)]
    [InlineData("static constructor hang", WorkerEnd.TimedOut)]
    [InlineData("deadlock", WorkerEnd.TimedOut)]
    [InlineData("huge result", WorkerEnd.Exhausted)]
    [InlineData("exit in a thread", WorkerEnd.Crashed)]
    [InlineData("request flood", WorkerEnd.Garbled)]
    [InlineData("deep directories", null)]
    [InlineData("deep directories, waiting", null)]
    [InlineData("closed directories", WorkerEnd.Crashed)]
    [InlineData("links", WorkerEnd.Crashed)]
    [InlineData("many directories", null)]
    [InlineData("files that come and go", null)]
    public async Task R10_PluginBreaksItsProcess_HostAndOthersGoOnAndTheWorkerIsReplaced(string act, string? code)
    {
        int rounds = Amount.Of(quick: 1, full: 20);
        int others = 0;
        List<double> replaced = [];
        ModuleError last = null!;
        for (int round = 0; round < rounds; round++)
        {
            Task<ModuleResult> breaking = workers.Host.ActAsync(act, TestContext.Current.CancellationToken);
            while (!breaking.IsCompleted)
            {
                Assert.True((await workers.Host.RunAsync("good", new { }, cancellationToken: TestContext.Current.CancellationToken)).Succeeded);
                others++;
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            ModuleResult broken = await breaking;
            long ended = Stopwatch.GetTimestamp();
            ModuleResult next = await workers.Host.ActAsync("nothing", TestContext.Current.CancellationToken);
            replaced.Add(Stopwatch.GetElapsedTime(ended).TotalMilliseconds);

            Assert.False(broken.Succeeded);
            last = broken.Error!;
            Assert.True(last.Code == (code ?? last.Code), $"{last.Code}: {last.Message}");
            Assert.DoesNotContain("is not shown", last.Message, StringComparison.Ordinal);
            Assert.True(next.Succeeded, next.Error?.Message);
            Assert.Equal(PluginStatus.Active, workers.Host.State("Hostile").Status);

            // A process that stayed has a home that may be full: the next act gets a new one.
            workers.Host.Worker("Hostile").Dispose();
        }

        replaced.Sort();
        output.WriteLine($"{act} x {rounds}: {last.Code}: {last.Message} Others: {others} of {others} calls; replaced after {replaced[rounds / 2]:0} ms, at most {replaced[^1]:0} ms.");
    }

    [Theory]
    [InlineData("throw", "plugin_threw", "threw NotSupportedException")]
    [InlineData("run", "plugin_threw", "threw Win32Exception")]
    [InlineData("fork", null, "refused")]
    [InlineData("static constructor throw", "plugin_threw", "threw TypeInitializationException")]
    [InlineData("nested result", "plugin_output", "no JSON")]
    [InlineData("deep result", "plugin_output", "no JSON")]
    [InlineData("half a character", "plugin_output", "no JSON")]
    [InlineData("unhandled task", null, "nobody looked")]
    [InlineData("look-alikes", null, "printed")]
    [InlineData("print", null, "printed")]
    [InlineData("kill the host", null, "-1")]
    [InlineData("starve the host", null, "-1 -1")]
    [InlineData("memory files", null, "-1")]
    [InlineData("watches", null, "-1 -1")]
    [InlineData("outlive the host", null, "-1")]
    [InlineData("reach into the host", null, "-1 -1 -1 -1")]
    [InlineData("timers", null, "bounded")]
    [InlineData("requests of the machine", null, "-1")]
    [InlineData("copy at home", null, "whole")]
    public async Task R10_PluginReachesForMore_IsRefusedAndStays(string act, string? code, string words)
    {
        ModuleResult result = await workers.Host.ActAsync(act, TestContext.Current.CancellationToken);

        output.WriteLine($"{act}: {result.OutputJson} {result.Error?.Code}: {result.Error?.Message}");
        Assert.Equal(code, result.Error?.Code);
        Assert.Contains(words, result.Error?.Message ?? result.OutputJson, StringComparison.Ordinal);
        ModuleResult next = await workers.Host.ActAsync("nothing", TestContext.Current.CancellationToken);
        Assert.True(next.Succeeded, $"{next.Error?.Code}: {next.Error?.Message}");
    }

    /// <summary>The platform within the process may have wanted a descriptor at that moment, too. Then the process ends at its next call, and is replaced.</summary>
    [Fact]
    public async Task R10_PluginTakesEveryDescriptor_IsRefusedAndServesAgain()
    {
        ModuleResult result = await workers.Host.ActAsync("files", TestContext.Current.CancellationToken);
        ModuleResult next = await workers.Host.ActAsync("nothing", TestContext.Current.CancellationToken);

        output.WriteLine($"{result.Error?.Message} Next: {next.Error?.Code ?? "succeeded"}: {next.Error?.Message}");
        Assert.Equal("plugin_threw", result.Error?.Code);
        Assert.Contains("threw IOException", result.Error?.Message, StringComparison.Ordinal);
        Assert.True(next.Succeeded || (await workers.Host.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded, next.Error?.Message);
    }

    /// <summary>Landlock leaves these to a file's owner, and the worker's user is the owner of the store, its key and the program.</summary>
    [Fact]
    public async Task R10_PluginChangesRightsOfTheUsersFiles_IsRefused()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.True((await workers.Host.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
        Assert.SkipUnless(workers.Host.Worker("Hostile").Layers.Contains("seccomp"), "Nothing filters system calls here.");
        using TestDirectory outside = new();
        string file = Path.Combine(outside.Root, "keys");
        await File.WriteAllTextAsync(file, "the user's", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        UnixFileMode folder = File.GetUnixFileMode(outside.Root);

        ModuleResult onFile = await workers.Host.ActAsync("rights of " + file, TestContext.Current.CancellationToken);
        ModuleResult onFolder = await workers.Host.ActAsync("rights of " + outside.Root, TestContext.Current.CancellationToken);

        Assert.Contains("-1 -1 -1 -1 -1 -1 -1", onFile.OutputJson, StringComparison.Ordinal);
        Assert.Contains("-1 -1 -1 -1 -1 -1 -1", onFolder.OutputJson, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(folder, File.GetUnixFileMode(outside.Root));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        Assert.Equal("the user's", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task R10_PluginLeavesItsHomeAsBadAsItCan_NothingOfItStays()
    {
        using var workers = new WorkerHost(WorkerHost.Short, "Hostile");
        foreach (string act in new[] { "deep directories", "closed directories", "links", "finalizer hang" })
        {
            Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
            string home = workers.Worker("Hostile").Home.Path;
            Task gone = workers.Worker("Hostile").Gone;
            ModuleResult result = await workers.ActAsync(act, TestContext.Current.CancellationToken);
            if (result.Succeeded)
                workers.Worker("Hostile").Dispose();
            await gone.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

            Assert.False(Directory.Exists(home), $"{act} left {home}.");
        }
    }

    /// <summary>Files without a name, which only the kernel can count.</summary>
    [Fact]
    public async Task R10_PluginHoldsDeletedFiles_GetsNoMoreThanItsHomeMayHave()
    {
        using var workers = new WorkerHost(WorkerHost.Short, "Hostile");
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
        Assert.SkipUnless(workers.Worker("Hostile").Layers.Contains("private-home"), "No file system can be mounted for a worker here.");

        ModuleResult held = await workers.ActAsync("held files", TestContext.Current.CancellationToken);

        Assert.True(held.Succeeded, held.Error?.Message);
        Assert.Contains("64 MiB", held.OutputJson, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workers.Worker("Hostile").Home.Path));
        Assert.Empty(workers.Faults);
    }

    /// <summary>In a worker of its own: whoever prints after this has nothing to print to.</summary>
    [Fact]
    public async Task R10_PluginClosesStandardStreams_Stays()
    {
        using var workers = new WorkerHost(WorkerHost.Short, "Hostile");

        ModuleResult closed = await workers.ActAsync("close stdio", TestContext.Current.CancellationToken);

        Assert.True(closed.Succeeded, closed.Error?.Message);
        Assert.Contains("closed", closed.OutputJson, StringComparison.Ordinal);
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
        Assert.Empty(workers.Faults);
    }

    [Fact]
    public async Task R10_PluginIgnoresCancellation_TheCallerGoesAtOnceAndTheWorkerSoon()
    {
        using var workers = new WorkerHost(WorkerHost.Short with { Silence = TimeSpan.FromSeconds(60) }, "Hostile");
        using var cancel = new CancellationTokenSource();

        Task<ModuleResult> call = workers.ActAsync("ignore cancel", cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually(() => workers.Faults.Any(fault => fault.Contains("did not stop within 0.3 s after a call was cancelled", StringComparison.Ordinal)));
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
    }

    [Fact]
    public async Task R10_PluginBreaksAgainAndAgain_IsInQuarantineUntilItIsLetOut()
    {
        using var workers = new WorkerHost(WorkerHost.Short with { Faults = 3 }, "Hostile", "Good");

        for (int time = 0; time < 3; time++)
            Assert.Equal(WorkerEnd.Crashed, (await workers.ActAsync("exit", TestContext.Current.CancellationToken)).Error?.Code);
        await Eventually(() => workers.State("Hostile").Status == PluginStatus.Malfunctioned);
        ModuleResult refused = await workers.ActAsync("nothing", TestContext.Current.CancellationToken);

        Assert.Equal(WorkerEnd.Quarantined, refused.Error?.Code);
        Assert.Contains("It broke 3 times within 10 minutes; the last time its process ended by itself", workers.State("Hostile").Cause, StringComparison.Ordinal);
        Assert.Equal(3, workers.Faults.Count);
        Assert.True((await workers.RunAsync("good", new { }, cancellationToken: TestContext.Current.CancellationToken)).Succeeded);

        workers.Restart("Hostile");

        Assert.Equal(PluginStatus.Active, workers.State("Hostile").Status);
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (int look = 0; look < 500 && !condition(); look++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }
}

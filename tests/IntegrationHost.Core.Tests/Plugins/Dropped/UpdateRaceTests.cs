using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>Several who change a plugin at once, and changes that are broken off: the plugin always is one whole version, and nobody's run fails for it.</summary>
public sealed class UpdateRaceTests
{
    private static readonly string[] Versions = ["1.0.0", "2.0.0"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdatesAtOnce_OneAfterTheOther_EndInOneVersion_AndNoRunFails()
    {
        int rounds = Amount.Of(quick: 3, full: 50);
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        stage.Drop("DropInNext", "two");
        await stage.LookAsync();
        string[] digests = [.. stage.Plugins.List().Where(state => state.Id == "dropin").Select(state => state.Digest!)];
        Assert.Equal(2, digests.Length);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        int runs = 0;
        Task[] running = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    ModuleResult result = await stage.RunAsync(module);
                    Assert.True(result.Succeeded, $"{result.Error?.Code}: {result.Error?.Message}");
                    Interlocked.Increment(ref runs);
                }
            },
            Cancel))];

        for (int round = 0; round < rounds; round++)
        {
            Exception?[] failures = await Task.WhenAll(
            [
                .. digests.Concat(digests).Select(digest => FailureOfAsync(() => stage.Plugins.ApproveAsync("dropin", digest, beside: false, Cancel))),
                FailureOfAsync(() => stage.Plugins.RollBackAsync("dropin", Cancel)),
                FailureOfAsync(() => stage.Plugins.ReloadAsync("dropin", Cancel)),
            ]);

            // What was approved meanwhile is nothing to approve any more: that is told, and all else works.
            Assert.All(failures.OfType<Exception>(), failure => Assert.IsType<ConflictException>(failure));
            Assert.Contains(stage.Catalog.Find("dropin")!.PluginVersion, Versions);
            Assert.Equal(stage.Catalog.Find("dropin")!.PluginVersion, Assert.Single(stage.Plugins.List(), state => state is { Id: "dropin", Status: PluginStatus.Active }).Version);
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        Amount.Report($"Update race: {rounds} rounds of four approvals, a rollback and a reload at once, {runs} runs meanwhile, none failed.");
        Assert.True(runs > 0);
        Assert.Equal(0, stage.Plugins.Ending);
    }

    [Fact]
    public async Task Update_BrokenOffAnywhere_LeavesOneWholeVersion_AlsoAfterARestart()
    {
        int rounds = Amount.Of(quick: 8, full: 200);
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        stage.Drop("DropInNext", "two");
        await stage.LookAsync();
        string digest = (await stage.Plugins.ShowAsync("dropin", Cancel)).Waiting!.Digest!;
        int done = 0;
        for (int round = 0; round < rounds; round++)
        {
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            broken.CancelAfter(TimeSpan.FromMilliseconds(round * 150.0 / rounds));
            Exception? failure = await Record.ExceptionAsync(() => stage.Plugins.ApproveAsync("dropin", digest, beside: false, broken.Token));
            done += failure is null ? 1 : 0;
            Assert.True(failure is null or OperationCanceledException, failure?.ToString());

            // Killed and started again: the store alone says which it is.
            if (round % 4 == 3)
                await stage.ReopenAsync();
            Assert.Contains(stage.Catalog.Find("dropin")!.PluginVersion, Versions);
            ModuleResult result = await stage.RunAsync(module);
            Assert.True(result.Succeeded, $"{result.Error?.Code}: {result.Error?.Message}");
            Assert.Equal("di_DROPIN_EXAMPLE", stage.Provider.LastSecret);
            if (stage.Catalog.Find("dropin")!.PluginVersion == "2.0.0")
                await stage.Plugins.RollBackAsync("dropin", Cancel);
        }

        Amount.Report($"Update race: {rounds} updates broken off, {done} of them too late.");
    }

    [Fact]
    public async Task Restore_OnAnotherMachine_NamesThePluginsWhoseFilesAreMissing_AndTheSameBytesServeAtOnce()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        string archive = await new StoreBackup(stage.Store, TimeProvider.System).MakeAsync("a.zip", Cancel);
        using TestDirectory other = new();
        Directory.CreateDirectory(Path.GetDirectoryName(other.Paths.KeyFilePath)!);
        File.Copy(stage.Paths.KeyFilePath, other.Paths.KeyFilePath);

        RestoreReport report = await StoreRestore.RestoreAsync(other.Paths, archive, null, TimeProvider.System, Cancel);

        MissingPlugin missing = Assert.Single(report.MissingPlugins);
        Assert.Equal(("dropin", "1.0.0", stage.State("dropin").Digest), (missing.Id, missing.Version, missing.Digest));
        Assert.Equal(Path.Combine(other.Paths.PluginsDirectory, "one"), missing.Path);
        Assert.Empty((await StoreRestore.CheckAsync(stage.Paths, archive, null, TimeProvider.System, Cancel)).MissingPlugins);

        await using HostStore restored = await HostStore.OpenAsync(other.Paths, TimeProvider.System, Cancel);
        using PluginHost host = PluginHost.Over(new Core.Catalog.ProviderCatalog([]), [], PluginRuntimes.InThisProcess());
        await using DroppedPlugins plugins = new(restored, host, TimeProvider.System);
        await plugins.StartAsync(Cancel);
        Assert.Contains("is gone from the plugins directory", Assert.Single(plugins.List()).Cause, StringComparison.Ordinal);
        Directory.CreateDirectory(missing.Path);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(stage.Paths.PluginsDirectory, "one")))
            File.Copy(file, Path.Combine(missing.Path, Path.GetFileName(file)));
        await plugins.LookAsync(DropLook.Thorough, Cancel);
        Assert.Equal(PluginStatus.Active, Assert.Single(plugins.List()).Status);
    }

    private static async Task<Exception?> FailureOfAsync(Func<Task> change) => await Record.ExceptionAsync(() => Task.Run(change, Cancel));
}

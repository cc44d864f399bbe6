using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>An approval is of exact bytes, and of nobody's making but the host's.</summary>
public sealed class PinTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangedByte_IsUntrustedAgain_WithTheDifference_AndRollbackPutsTheFilesBack()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();
        byte[] before = File.ReadAllBytes(Path.Combine(stage.Paths.PluginsDirectory, "acme", "DropIn.dll"));

        stage.Drop("DropIn", "acme", ("api.dropin.example", "api.harmle.example"));
        File.WriteAllText(Path.Combine(stage.Paths.PluginsDirectory, "acme", "extra.txt"), "x");
        await stage.LookAsync();

        PluginState state = stage.State("dropin");
        Assert.Equal((PluginStatus.Untrusted, true), (state.Status, state.NeedsApproval));
        Assert.Contains(state.Difference!, difference => difference is { Part: "host", Change: "added", What: "dropin: api.harmle.example" });
        Assert.Contains(state.Difference!, difference => difference is { Part: "host", Change: "removed", What: "dropin: api.dropin.example" });
        Assert.Contains(state.Difference!, difference => difference is { Part: "file", Change: "added", What: "extra.txt" });
        Assert.Contains(state.Difference!, difference => difference.Part == "file" && difference.Change == "changed" && difference.What.StartsWith("DropIn.dll", StringComparison.Ordinal));
        Assert.Null(stage.Catalog.Find("dropin"));
        Assert.Single(await stage.EventsAsync("plugin.withdrawn"));

        await stage.Plugins.RollBackAsync("dropin", Cancel);
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(stage.Paths.PluginsDirectory, "acme", "DropIn.dll")));
        Assert.False(File.Exists(Path.Combine(stage.Paths.PluginsDirectory, "acme", "extra.txt")));
    }

    [Fact]
    public async Task FolderThatIsGone_IsOut_UntilItIsBack()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();
        Directory.Move(Path.Combine(stage.Paths.PluginsDirectory, "acme"), Path.Combine(stage.Paths.DataDirectory, "away"));
        await stage.LookAsync();
        Assert.Equal(PluginStatus.Malfunctioned, stage.State("dropin").Status);
        Assert.Null(stage.Catalog.Find("dropin"));

        Directory.Move(Path.Combine(stage.Paths.DataDirectory, "away"), Path.Combine(stage.Paths.PluginsDirectory, "another name"));
        await stage.LookAsync();
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
    }

    [Fact]
    public async Task ApprovalChangedOutsideTheHost_DoesNotCount_AndIsReported()
    {
        string[] edits =
        [
            "Digest = 'x'", "Version = '9.9.9'", "ContractVersion = '9'", "MainAssembly = 'Other.dll'", "Files = '[]'", "Ask = '{}'", "Descriptors = 'x'", "Source = 'x'", "State = 'Beside'",
            "Rank = 99", "ApprovedBy = 'someone'", "ApprovedAt = 1", "Mac = x'00'", "PluginId = 'other'",
        ];
        int refused = 0;
        foreach (string edit in edits)
        {
            await using DropStage stage = await DropStage.OpenAsync();
            stage.Drop("DropIn", "acme");
            await stage.ApproveAsync();
            await stage.SqlAsync($"UPDATE plugin_approvals SET {edit}");

            await stage.LookAsync();

            Assert.Null(stage.Catalog.Find("dropin"));
            Assert.StartsWith("plugin_approvals", Assert.Single((await stage.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered), StringComparison.Ordinal);
            refused++;
        }

        Amount.Report($"T06 plugin approvals: {edits.Length} rows edited, {refused} refused and reported.");
    }

    [Fact]
    public async Task SwitchChangedOutsideTheHost_StaysOff()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        await stage.Plugins.SwitchAsync("Good", off: true, Cancel);
        await stage.SqlAsync("UPDATE plugin_switches SET Disabled = 0");

        await stage.LookAsync();

        Assert.Equal(PluginStatus.Disabled, stage.State("Good").Status);
        Assert.Equal("plugin_switches Good", Assert.Single((await stage.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered));
    }

    [Fact]
    public async Task HostsOwnCopyChanged_IsNotLoaded()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        await stage.ReopenAsync();
        string copy = Directory.EnumerateFiles(stage.Paths.PluginContentDirectory, "DropIn.dll", SearchOption.AllDirectories).Single();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        byte[] bytes = File.ReadAllBytes(copy);
        bytes[^1] ^= 1;
        File.WriteAllBytes(copy, bytes);

        Contracts.Modules.ModuleResult result = await stage.RunAsync(module);

        Assert.Equal("plugin_malfunctioned", result.Error?.Code);
        Assert.Contains("not what was approved", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Malfunctioned, stage.State("dropin").Status);
        Assert.Empty(stage.Provider.Paths);
    }

    [Fact]
    public async Task FilesExchangedAllTheTime_NeverRunUnapproved()
    {
        int rounds = Amount.Of(quick: 25, full: 500);
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();
        string approved = (await stage.Plugins.ShowAsync("dropin", Cancel)).Plugin.Digest!;
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        byte[] good = File.ReadAllBytes(Path.Combine(stage.Paths.PluginsDirectory, "acme", "DropIn.dll"));
        byte[] evil = File.ReadAllBytes(Path.Combine(stage.Elsewhere("DropIn", ("/v1/messages", "/v9/messages")), "DropIn.dll"));

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task racer = Task.Run(
            () =>
            {
                for (int count = 0; !end.IsCancellationRequested; count++)
                {
                    File.WriteAllBytes(Path.Combine(stage.Paths.PluginsDirectory, "acme", "DropIn.dll"), count % 3 == 0 ? evil : good);
                    Thread.Sleep(count % 7);
                }
            },
            Cancel);
        int ran = 0;
        int refused = 0;
        for (int round = 0; round < rounds; round++)
        {
            await stage.LookAsync();
            try
            {
                await stage.Plugins.ApproveAsync("dropin", approved, beside: false, Cancel);
            }
            catch (ConflictException)
            {
                refused++;
            }

            ran += (await stage.RunAsync(module)).Succeeded ? 1 : 0;
        }

        await end.CancelAsync();
        await racer;
        Amount.Report($"T37 races: {rounds} rounds, {ran} runs of approved bytes, {refused} approvals refused because other bytes lay there, runs of other bytes {stage.Provider.Paths.Count(path => path != "/v1/messages")}.");
        Assert.All(stage.Provider.Paths, path => Assert.Equal("/v1/messages", path));
    }
}

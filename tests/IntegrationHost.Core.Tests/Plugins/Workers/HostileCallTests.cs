using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins.Workers;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>R-10: what a plugin does with its calls is its own call's matter, and never the next one's.</summary>
[Collection(WorkerHost.Collection)]
public sealed class HostileCallTests
{
    private static readonly WorkerOptions Patient = WorkerHost.Short with { CancelGrace = TimeSpan.FromMinutes(1), Silence = TimeSpan.FromSeconds(20), MessageDeadline = TimeSpan.FromSeconds(20) };

    /// <summary>A request that a module began and did not wait for comes when the host knows the call no more. That is a mistake of the module, and no garbage in the pipe.</summary>
    [Fact]
    public async Task Plugin_UsesTheChannelOfACallThatEnded_IsRefusedAndStays()
    {
        using var workers = new WorkerHost(WorkerHost.Short, "Hostile");
        Assert.True((await workers.ActAsync("keep the channel", TestContext.Current.CancellationToken)).Succeeded);
        int process = workers.Worker("Hostile").ProcessId;

        ModuleResult late = await workers.ActAsync("use the channel of another call", TestContext.Current.CancellationToken);

        Assert.Contains("refused", late.OutputJson, StringComparison.Ordinal);
        Assert.Equal(process, workers.Worker("Hostile").ProcessId);
        Assert.Empty(workers.Faults);
    }

    [Theory]
    [InlineData("hold up who cancels")]
    [InlineData("throw at who cancels")]
    public async Task Plugin_HoldsUpOrBreaksWhoCancels_OtherCallsOfItGoOn(string act)
    {
        using var workers = new WorkerHost(Patient, "Hostile");
        using var cancel = new CancellationTokenSource();
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
        int process = workers.Worker("Hostile").ProcessId;
        Task<ModuleResult> call = workers.ActAsync(act, cancel.Token);
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.True((await workers.ActAsync("let go", TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal(process, workers.Worker("Hostile").ProcessId);
        Assert.Empty(workers.Faults);
    }

    [Fact]
    public async Task Plugin_SaysMoreThanAMessageHolds_IsToldAtOnceAndStays()
    {
        // Room enough that it does not run out of memory first.
        using var workers = new WorkerHost(Patient with { Heap = 1024L * 1024 * 1024, Memory = 2048L * 1024 * 1024 }, "Hostile");

        ModuleResult result = await workers.ActAsync("endless words", TestContext.Current.CancellationToken);

        Assert.Equal("plugin_output", result.Error?.Code);
        Assert.Empty(workers.Faults);
    }

    [Fact]
    public async Task Plugin_WorksOnWhileNothingIsAskedOfIt_IsEnded()
    {
        using var workers = new WorkerHost(WorkerHost.Short with { IdleWork = TimeSpan.FromMilliseconds(300) }, "Hostile");

        Assert.True((await workers.ActAsync("work on", TestContext.Current.CancellationToken)).Succeeded);

        for (int look = 0; look < 1_000 && workers.Faults.IsEmpty; look++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains("while nothing was asked of it", Assert.Single(workers.Faults), StringComparison.Ordinal);
        Assert.True((await workers.ActAsync("nothing", TestContext.Current.CancellationToken)).Succeeded);
    }
}

using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>A plugin in a worker does what it does in the host's own process, with the same words where it cannot.</summary>
[Collection(WorkerHost.Collection)]
public sealed class WorkerTests
{
    [Fact]
    public async Task Load_GoodPlugin_DescribesItselfAndRunsAsInProcess()
    {
        using var isolated = new WorkerHost(new WorkerOptions(), "Good");
        using var stage = new PluginStage("Good");
        using PluginHost inProcess = stage.Pin().Load();

        string expected = JsonSerializer.Serialize(inProcess.Catalog.Find("good")!.Descriptor);
        Assert.Equal(expected, JsonSerializer.Serialize(isolated.Provider("good").Descriptor));
        Assert.Equal("in process", Assert.Single(inProcess.Plugins).Isolation);
        Assert.StartsWith("worker: ", isolated.State("Good").Isolation, StringComparison.Ordinal);
        Assert.True((await isolated.RunAsync("good", new { }, cancellationToken: TestContext.Current.CancellationToken)).Succeeded);
    }

    [Theory]
    [InlineData("ThrowsInConstructor", "threw NotSupportedException while it was loaded")]
    [InlineData("ThrowsInModuleInitializer", "threw NotSupportedException while it was loaded")]
    [InlineData("ThrowsInDescriptor", "descriptor threw InvalidOperationException")]
    [InlineData("MissingLibrary", "of its types cannot be loaded; a library it needs is missing")]
    [InlineData("BadDescriptor", "base URL is not an absolute https address")]
    [InlineData("ExitsInModuleInitializer", "Its process ended by itself while it loaded the plugin")]
    [InlineData("HangsInModuleInitializer", "did not load the plugin within 2 s")]
    public void Load_BrokenPlugin_IsLeftOutWithItsCause(string situation, string cause)
    {
        WorkerOptions options = situation.StartsWith("Hangs", StringComparison.Ordinal) ? WorkerHost.Short with { StartDeadline = TimeSpan.FromSeconds(2) } : WorkerHost.Short;
        using var workers = new WorkerHost(options, situation);

        PluginState state = workers.State(situation);

        Assert.Equal(PluginStatus.Malfunctioned, state.Status);
        Assert.Contains(cause, state.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_CallOfTheChannel_IsMadeByTheHost()
    {
        using var workers = new WorkerHost(new WorkerOptions(), "Hostile");
        var channel = new EchoChannel();

        ModuleResult result = await workers.RunAsync("hostile", new Dictionary<string, string> { ["do"] = "call" }, channel, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(result.Error);
        Assert.Equal("""{"said":"200"}""", result.OutputJson);
        Assert.Equal("/me", Assert.Single(channel.Requests).Path);
    }

    [Fact]
    public async Task Execute_ChannelRefuses_TheModuleHearsAndTheCallerToo()
    {
        using var workers = new WorkerHost(new WorkerOptions(), "Hostile");

        ModuleResult result = await workers.RunAsync("hostile", new Dictionary<string, string> { ["do"] = "call" }, new FailingChannel(new ChannelException(ChannelErrorCodes.Unreachable, "Not there.")), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((ChannelErrorCodes.Unreachable, "Not there."), (result.Error?.Code, result.Error?.Message));
    }

    [Fact]
    public async Task Execute_HostBreaksInTheChannel_TheCallerGetsItAsInProcess()
    {
        using var workers = new WorkerHost(new WorkerOptions(), "Hostile");

        await Assert.ThrowsAsync<ConflictException>(() => workers.RunAsync("hostile", new Dictionary<string, string> { ["do"] = "call" }, new FailingChannel(new ConflictException("In the trash.")), cancellationToken: TestContext.Current.CancellationToken));
    }

    private sealed class FailingChannel(Exception failure) : IProviderChannel
    {
        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) => Task.FromException<ProviderResponse>(failure);
    }
}

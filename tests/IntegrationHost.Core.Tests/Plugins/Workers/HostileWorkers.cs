namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>The hostile plugin and a good one in their workers, for many tests: a worker that broke is replaced anyway.</summary>
public sealed class HostileWorkers : IDisposable
{
    internal WorkerHost Host { get; } = new(WorkerHost.Short, "Hostile", "Good");

    public void Dispose() => Host.Dispose();
}

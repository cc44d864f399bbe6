using Microsoft.Extensions.Hosting;

namespace IntegrationHost.Api.Hosting;

/// <summary>Leaves signals to the executable: the console has the terminal, and only it knows what Ctrl+C means.</summary>
internal sealed class NoSignals : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

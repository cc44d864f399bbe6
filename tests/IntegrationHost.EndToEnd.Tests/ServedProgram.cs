using System.Diagnostics;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>A running owner of a fresh store, to which the commands of a test attach.</summary>
public sealed class ServedProgram : IAsyncLifetime
{
    private Process? owner;

    internal HostProgram Program { get; } = new();

    public async ValueTask InitializeAsync()
    {
        owner = Program.Start(redirectInput: false, "serve");
        Assert.NotNull(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Ends the owner, so that every file it left can be read.</summary>
    public async Task StopAsync()
    {
        if (owner is null)
            return;
        owner.Kill(entireProcessTree: true);
        await owner.WaitForExitAsync(CancellationToken.None);
        owner.Dispose();
        owner = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Program.Dispose();
    }
}

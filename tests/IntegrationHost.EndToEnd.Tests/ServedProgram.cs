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

    public async ValueTask DisposeAsync()
    {
        if (owner is not null)
        {
            owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(CancellationToken.None);
            owner.Dispose();
        }

        Program.Dispose();
    }
}

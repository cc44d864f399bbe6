namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>A test with a running API of its own, so that no test sees another's data.</summary>
public abstract class ApiTest : IAsyncLifetime
{
    /// <summary>Ends with the test run.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected RunningApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await RunningApi.StartAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

namespace IntegrationHost.Api.Rates;

/// <summary>How often the API may be called.</summary>
/// <param name="PerSecond">Requests of one token in a second, on average.</param>
/// <param name="Burst">Requests of one token at once.</param>
/// <param name="UsesPerSecond">Smoke tests and runs with one account in a second.</param>
/// <param name="AtOnce">Requests that are served at the same time, of all callers.</param>
/// <param name="Waiting">Requests that wait for a place; further ones are refused.</param>
public sealed record RateLimits(int PerSecond = 20, int Burst = 40, int UsesPerSecond = 2, int AtOnce = 64, int Waiting = 128)
{
    /// <summary>For load tests: no limit is ever met.</summary>
    public static RateLimits None { get; } = new(1_000_000, 1_000_000, 1_000_000, 100_000, 100_000);
}

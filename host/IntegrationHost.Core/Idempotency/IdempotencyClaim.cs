namespace IntegrationHost.Core.Idempotency;

/// <summary>What is known of a request that is to be done once.</summary>
/// <param name="Id">Names it.</param>
/// <param name="State">What is to be done now.</param>
/// <param name="Answer">The answer to give again, if there is one.</param>
public sealed record IdempotencyClaim(string Id, IdempotencyState State, IdempotentAnswer? Answer = null)
{
    /// <summary>An id for what the request makes: the same each time, so that a host which was killed in between finds what it has made already.</summary>
    public Guid ThingId => new(Convert.FromHexString(Id).AsSpan(0, 16));
}

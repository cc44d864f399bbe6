namespace IntegrationHost.Core.Idempotency;

/// <summary>What is to be done with a request that carries an idempotency key.</summary>
public enum IdempotencyState
{
    /// <summary>It is new: do it.</summary>
    New,

    /// <summary>The host was killed while it did it: do it, and look whether it is done in part.</summary>
    Resumed,

    /// <summary>It is being done.</summary>
    InFlight,

    /// <summary>The key belongs to a request with another body.</summary>
    OtherBody,

    /// <summary>It was done: give the answer again.</summary>
    Done,
}

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>What running a module is like.</summary>
public sealed record BehaviorDescriptor
{
    /// <summary>Whether running it twice is as running it once.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether it calls another service.</summary>
    public bool RequiresNetwork { get; init; }

    /// <summary>What it changes elsewhere, in words.</summary>
    public IReadOnlyList<string> SideEffects { get; init; } = [];
}

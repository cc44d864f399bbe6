namespace IntegrationHost.Core.Upstream;

/// <summary>A ThorAPI server did not give what was asked of it.</summary>
/// <param name="message">Server, reason and next step. Never holds a credential, or text that the server sent beyond its own error message.</param>
/// <param name="fault">Why.</param>
public sealed class UpstreamException(string message, UpstreamFault fault = UpstreamFault.Refused) : Exception(message)
{
    /// <summary>Why.</summary>
    public UpstreamFault Fault { get; } = fault;

    /// <summary>Whether it may have done what was asked although no answer says so.</summary>
    public bool MayBeDone => Fault is UpstreamFault.Unreachable or UpstreamFault.Failed or UpstreamFault.NotUnderstood or UpstreamFault.Redirected;

    /// <summary>Whether the server is away, as opposed to having refused.</summary>
    public bool IsAway => Fault is UpstreamFault.Unreachable or UpstreamFault.Failed or UpstreamFault.RateLimited;
}

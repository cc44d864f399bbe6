namespace IntegrationHost.Core.Secrets;

/// <summary>One rotation.</summary>
/// <param name="ToTerm">The term that seals from its beginning on.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Total">Secrets under older terms when it began.</param>
/// <param name="Done">Secrets sealed anew.</param>
/// <param name="Skipped">Secrets that somebody had changed, and so sealed anew, meanwhile.</param>
/// <param name="Failed">Account id and field of each secret that does not open.</param>
/// <param name="PerSecond">Secrets per second so far.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record RotationRun(
    long ToTerm, RotationState State, long Total, long Done, long Skipped, IReadOnlyList<string> Failed, double PerSecond, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

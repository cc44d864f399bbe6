namespace IntegrationHost.Core.Events;

/// <summary>What a reader of events gets at once.</summary>
/// <param name="Events">In order; may be empty although time went on.</param>
/// <param name="Last">Number to go on from.</param>
/// <param name="Coverage">How many modules can run, as covered/total; <c>null</c> if it was not worked out yet.</param>
/// <param name="More">Whether there is more already.</param>
public sealed record EventBatch(IReadOnlyList<HostEvent> Events, long Last, string? Coverage, bool More);

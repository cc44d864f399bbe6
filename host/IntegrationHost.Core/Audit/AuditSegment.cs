namespace IntegrationHost.Core.Audit;

/// <summary>A part of the trail. It begins with an event that carries the MAC of the last one before it, so that the parts still make one chain.</summary>
/// <param name="Number">From 1 without gaps.</param>
/// <param name="First">Number of its first event.</param>
/// <param name="Last">Number of its last event; of the open segment, the last so far.</param>
/// <param name="LastMac">MAC of that event, hex; empty if the segment was taken out under keys that are lost.</param>
/// <param name="Open">Whether events are still added to it.</param>
/// <param name="Removed">Whether its events were exported and taken out of the store.</param>
/// <param name="Sha256">Hash of the exported file that stands for it; <c>null</c> while its events are in the store.</param>
public sealed record AuditSegment(long Number, long First, long Last, string LastMac, bool Open, bool Removed, string? Sha256);

namespace IntegrationHost.Commands;

/// <summary>What exported parts of the trail hold, after each event was checked.</summary>
/// <param name="Events">Events that are whole.</param>
/// <param name="First">Number of the first.</param>
/// <param name="Last">Number of the last whole one.</param>
/// <param name="LastMac">Its MAC, hex.</param>
/// <param name="FirstBad">The first that is not as it was written, or is missing; <c>null</c> if all are whole.</param>
internal sealed record ExportedTrail(long Events, long First, long Last, string LastMac, long? FirstBad);

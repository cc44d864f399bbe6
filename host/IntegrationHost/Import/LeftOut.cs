namespace IntegrationHost.Import;

/// <summary>Something that was looked at and cannot be imported.</summary>
/// <param name="Source">Where it lies.</param>
/// <param name="Reason">Why not, and what to do.</param>
internal sealed record LeftOut(string Source, string Reason);

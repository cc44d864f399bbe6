namespace IntegrationHost.Console.Importing;

/// <summary>Something that was looked at and cannot be stored.</summary>
/// <param name="Source">Where it lies.</param>
/// <param name="Reason">Why not, and what to do.</param>
public sealed record ImportRest(string Source, string Reason);

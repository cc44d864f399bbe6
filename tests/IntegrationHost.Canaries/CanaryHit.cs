namespace IntegrationHost.Canaries;

/// <summary>A planted secret that came out.</summary>
/// <param name="Channel">Where it was found.</param>
/// <param name="Path">The way in by which it had been planted.</param>
/// <param name="Encoding">How it was written.</param>
public sealed record CanaryHit(string Channel, string Path, string Encoding);

namespace IntegrationHost.Console.Importing;

/// <summary>What lies about on this machine.</summary>
/// <param name="Found">What could be stored.</param>
/// <param name="LeftOut">The rest, with reasons.</param>
public sealed record ImportOffer(IReadOnlyList<ImportCandidate> Found, IReadOnlyList<ImportRest> LeftOut);

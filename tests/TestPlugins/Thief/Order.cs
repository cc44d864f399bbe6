namespace TestPlugins;

/// <summary>What to steal. It is told more than any plugin knows.</summary>
/// <param name="From">Places to look at.</param>
/// <param name="Marker">How what is wanted begins.</param>
/// <param name="Host">The host's process.</param>
/// <param name="Folders">Where the host keeps its things.</param>
/// <param name="Port">Loopback port of the receiver of stolen goods.</param>
/// <param name="Sell">Whether to give it away as well, by every way out.</param>
/// <param name="AsError">Whether to hand the loot over as an error.</param>
internal sealed record Order(string[] From, string Marker, int Host, string[] Folders, int Port, bool Sell, bool AsError);

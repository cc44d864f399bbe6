using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>A list of a ThorAPI server.</summary>
/// <param name="Rows">Its rows by id.</param>
/// <param name="Missing">Whether the server answered 404 to it: older ones say "none found" so, and every server says it of a wrong address.</param>
internal sealed record ThorList(IReadOnlyDictionary<string, JsonElement> Rows, bool Missing);

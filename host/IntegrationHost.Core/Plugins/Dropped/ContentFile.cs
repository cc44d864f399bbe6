namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>A file of a dropped-in plugin, as its bytes were copied.</summary>
/// <param name="Path">Path in the plugin's folder, with forward slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 as lower-case hex.</param>
internal sealed record ContentFile(string Path, long Length, string Sha256);

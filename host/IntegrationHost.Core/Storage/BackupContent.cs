namespace IntegrationHost.Core.Storage;

/// <summary>An unpacked backup.</summary>
/// <param name="Database">Path of the unpacked database.</param>
/// <param name="Ring">The ring file's bytes.</param>
/// <param name="Manifest">The manifest's bytes.</param>
/// <param name="Mac">Its MAC.</param>
internal sealed record BackupContent(string Database, byte[] Ring, byte[] Manifest, byte[] Mac);

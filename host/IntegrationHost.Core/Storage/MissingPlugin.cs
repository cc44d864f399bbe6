using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>A plugin that is approved and whose files are not there.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version that was approved.</param>
/// <param name="Digest">Digest of its bytes: files with another one wait for an approval.</param>
/// <param name="Path">Where they lay.</param>
public sealed record MissingPlugin(string Id, string Version, string Digest, string Path)
{
    /// <summary>Those of a database, by id.</summary>
    internal static async Task<IReadOnlyList<MissingPlugin>> OfAsync(HostPaths paths, SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();

        // Backups of older versions have no such table.
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'plugin_approvals'";
        if (await command.ExecuteScalarAsync(cancellationToken) is not > 0L)
            return [];

        command.CommandText = "SELECT PluginId, Version, Digest, Source FROM plugin_approvals WHERE State <> 'Former' ORDER BY PluginId, Version";
        var missing = new List<MissingPlugin>();
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // A name, as the plugins directory has them; from a database that nobody vouches for it may be anything.
            string path = System.IO.Path.Combine(paths.PluginsDirectory, System.IO.Path.GetFileName(reader.GetString(3)));
            if (!Directory.Exists(path) && !File.Exists(path))
                missing.Add(new MissingPlugin(reader.GetString(0), reader.GetString(1), reader.GetString(2), path));
        }

        return missing;
    }
}

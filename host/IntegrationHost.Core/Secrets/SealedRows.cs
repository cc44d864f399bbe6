using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Secrets;

/// <summary>Where sealed values are: what rotates, examines or gives up secrets must take all of these tables.</summary>
internal static class SealedRows
{
    /// <summary>Sealed values of accounts and of entities as one table, with the columns of the first.</summary>
    public const string All =
        """
        (SELECT AccountId, FieldKey, Envelope, Version, KeyTerm, Fingerprint, Reference, UpdatedAt FROM account_secrets
         UNION ALL SELECT EntityId, FieldKey, Envelope, Version, KeyTerm, NULL, NULL, UpdatedAt FROM entity_secrets)
        """;

    /// <summary>Whether a database of any release has sealed values of entities.</summary>
    public static async Task<bool> HasEntitiesAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'entity_secrets'";
        return await command.ExecuteScalarAsync(cancellationToken) is long and > 0;
    }
}

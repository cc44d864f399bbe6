using IntegrationHost.Core.Secrets;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Looks at everything in a database: asks SQLite for damage, and opens every secret. Reads only; works on the schema of every release.</summary>
internal static class StoreExamination
{
    public static async Task<StoreReport> RunAsync(SqliteConnection connection, KeyRing keys, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> damage = await DatabaseCopy.FindDamageAsync(connection, cancellationToken);
            (long opened, List<string> damaged) = await OpenAllAsync(connection, new SecretBox(keys), cancellationToken);
            return new StoreReport(damage, await CountAsync(connection, "accounts", cancellationToken), await CountAsync(connection, "exec_modules", cancellationToken), opened, damaged);
        }
        catch (Exception exception) when (exception is SqliteException or FormatException or InvalidCastException or InvalidOperationException)
        {
            // A page that cannot be read, or a column of another type than ours.
            return new StoreReport([$"the database cannot be read to its end ({(exception as SqliteException)?.SqliteErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? exception.GetType().Name})"], 0, 0, 0, []);
        }
    }

    private static async Task<(long Opened, List<string> Damaged)> OpenAllAsync(SqliteConnection connection, SecretBox box, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT secret.AccountId, secret.FieldKey, secret.Version, account.EgressPolicy, secret.Envelope FROM account_secrets secret LEFT JOIN accounts account ON account.Id = secret.AccountId";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        long opened = 0;
        List<string> damaged = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            Guid id = Guid.Parse(reader.GetString(0));
            string field = reader.GetString(1);
            try
            {
                string policy = await reader.IsDBNullAsync(3, cancellationToken) ? "" : reader.GetString(3);
                byte[] envelope = reader.GetValue(4) as byte[] ?? [];
                box.Open(new SecretPlace(id, field, reader.GetInt64(2), EgressPolicy.FromText(policy)), envelope).Dispose();
                opened++;
            }
            catch (SecretDamagedException)
            {
                damaged.Add($"{id} {field}");
            }
        }

        return (opened, damaged);
    }

    private static async Task<long> CountAsync(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

using IntegrationHost.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Coverage;

/// <summary>Compares what the triggers of <see cref="AccountTallyTriggers"/> keep with the accounts. The two part only if somebody else than the host writes into the database.</summary>
internal static class AccountTallyCheck
{
    // Up to so many all is counted at each start; beyond, only how many there are.
    private const long FewAccounts = 20_000;

    /// <summary>Looks at a store that is being opened, and counts anew if need be.</summary>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> MendAtStartAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        SqliteConnection connection = (SqliteConnection)context.Database.GetDbConnection();
        long accounts = await NumberAsync(connection, "SELECT count(*) FROM accounts WHERE Trashed = 0", cancellationToken);
        bool differ = accounts <= FewAccounts
            ? await DifferAsync(connection, cancellationToken)
            : !await HasTriggersAsync(connection, cancellationToken) || await NumberAsync(connection, "SELECT CAST(total(Count) AS INTEGER) FROM account_tallies", cancellationToken) != accounts;
        return differ && await CountAsync(context, cancellationToken);
    }

    /// <summary>Compares all of it, and counts anew if need be.</summary>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> MendAsync(HostDbContext context, CancellationToken cancellationToken) =>
        await DifferAsync(context, cancellationToken) && await CountAsync(context, cancellationToken);

    /// <summary>Compares all of it, and changes nothing.</summary>
    public static Task<bool> DifferAsync(HostDbContext context, CancellationToken cancellationToken) => DifferAsync((SqliteConnection)context.Database.GetDbConnection(), cancellationToken);

    // Again once nobody writes: what was compared while accounts changed proves nothing.
    private static async Task<bool> CountAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await DifferAsync(context, cancellationToken))
            return false;

        await context.Database.ExecuteSqlRawAsync(AccountTallyTriggers.Drop + AccountTallyTriggers.Create + AccountTallyTriggers.Fill, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> DifferAsync(SqliteConnection connection, CancellationToken cancellationToken) =>
        !await HasTriggersAsync(connection, cancellationToken)
        || await OtherAsync(connection, AccountTallyTriggers.CountedTallies, $"SELECT {AccountTallyTriggers.Key}, Count FROM account_tallies", cancellationToken)
        || await OtherAsync(connection, AccountTallyTriggers.CountedDays, "SELECT Day, Count FROM account_days", cancellationToken)
        || await OtherAsync(connection, AccountTallyTriggers.FoundWatches, "SELECT AccountId, ExpiresAt, Differs FROM account_watches", cancellationToken);

    private static async Task<bool> OtherAsync(SqliteConnection connection, string counted, string kept, CancellationToken cancellationToken) => await NumberAsync(
        connection, $"SELECT EXISTS (SELECT * FROM ({counted}) EXCEPT {kept}) OR EXISTS ({kept} EXCEPT SELECT * FROM ({counted}))", cancellationToken) != 0;

    // A trigger that was taken away or changed counts wrongly from then on.
    private static async Task<bool> HasTriggersAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = Command(connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'account_tally_*'");
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        int whole = 0;
        while (await reader.ReadAsync(cancellationToken))
            whole += AccountTallyTriggers.Create.Contains(reader.GetString(0), StringComparison.Ordinal) ? 1 : 0;
        return whole == AccountTallyTriggers.Create.Split("CREATE TRIGGER ").Length - 1;
    }

    private static async Task<long> NumberAsync(SqliteConnection connection, string query, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = Command(connection, query);
        return await command.ExecuteScalarAsync(cancellationToken) is long number ? number : 0;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}

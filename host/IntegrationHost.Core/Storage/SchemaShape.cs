using System.Globalization;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Coverage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// Compares tables, columns, indexes and triggers of an open database with those that the host's migrations make. What somebody took away is named as the host knows it;
/// what somebody added is counted only, as its name could say anything.
/// </summary>
internal static class SchemaShape
{
    // What EF's migrations keep for themselves; SQLite's own begin with sqlite_.
    private const string OfMigrations = "__EFMigrations";

    /// <summary>Refuses a database that lacks a table or a column of the present schema.</summary>
    /// <exception cref="StoreException">It lacks one.</exception>
    public static async Task RequireAsync(HostDbContext context, HostPaths paths, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        if (await LackingAsync(context, cancellationToken) is not [var first, ..])
            return;

        throw new StoreException(
            $"The database {paths.DatabasePath} was changed by something else than the host: {first}. Restore it from a backup, together with {paths.KeyRingPath}; nothing was changed.",
            StoreException.InputOutput);
    }

    /// <summary>All that differs, in words; empty if nothing does.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        List<string> found = [.. await LackingAsync(context, cancellationToken)];
        List<(string Type, string Name, string Sql)> present = await PresentAsync(context, cancellationToken);
        HashSet<string> indexes = [.. context.Model.GetEntityTypes().SelectMany(type => type.GetIndexes()).Select(index => index.GetDatabaseName()!)];
        HashSet<string> tables = [.. context.Model.GetEntityTypes().Select(type => type.GetTableName()!)];
        string[] triggers = [.. Triggers()];
        found.AddRange(indexes.Except(present.Where(item => item.Type == "index").Select(item => item.Name)).Order(StringComparer.Ordinal).Select(name => $"index {name} is missing"));
        found.AddRange(triggers.Except(present.Where(item => item.Type == "trigger").Select(item => item.Sql)).Order(StringComparer.Ordinal).Select(sql => $"trigger {sql.Split(' ')[2]} is missing or changed"));
        int foreign = present.Count(item => item.Type switch
        {
            "table" => !tables.Contains(item.Name),
            "index" => !indexes.Contains(item.Name),
            "trigger" => !triggers.Contains(item.Sql),
            _ => true,
        });
        if (foreign > 0)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{foreign} tables, indexes, triggers or views are not the host's"));
        return found;
    }

    private static async Task<List<string>> LackingAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        HashSet<(string Table, string Column)> columns = [];
        await using SqliteCommand command = Command(context, "SELECT item.name, column.name FROM sqlite_schema item JOIN pragma_table_info(item.name) column WHERE item.type = 'table'");
        await using (SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        HashSet<string> tables = [.. columns.Select(column => column.Table)];
        List<string> lacking = [];
        foreach (IEntityType type in context.Model.GetEntityTypes().OrderBy(type => type.GetTableName(), StringComparer.Ordinal))
        {
            string table = type.GetTableName()!;
            if (tables.Contains(table))
                lacking.AddRange(type.GetProperties().Select(property => property.GetColumnName()).Where(column => !columns.Contains((table, column))).Select(column => $"table {table} has no column {column}"));
            else
                lacking.Add($"table {table} is missing");
        }

        return lacking;
    }

    private static async Task<List<(string Type, string Name, string Sql)>> PresentAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = Command(context, $"SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '{OfMigrations}*'");
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(string, string, string)> present = [];
        while (await reader.ReadAsync(cancellationToken))
            present.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return present;
    }

    // As SQLite keeps them: each statement without what ends it.
    private static IEnumerable<string> Triggers() =>
        from all in new[] { AuditTriggers.Create, AccountTallyTriggers.Create }
        from one in all.Split("CREATE TRIGGER ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select "CREATE TRIGGER " + one.TrimEnd(';', ' ', '\n');

    private static SqliteCommand Command(HostDbContext context, string text)
    {
        SqliteCommand command = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
        command.CommandText = text;
        return command;
    }
}

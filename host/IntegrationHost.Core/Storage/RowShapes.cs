using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// Finds values that are none of their column, in every table: ids that are no ids, moments that no calendar has, words of no list, texts that should be JSON.
/// The host writes none of them, and reads each as something harmless, so that lists go on; this names the rows.
/// </summary>
internal static class RowShapes
{
    /// <summary>So many rows of a table are named; the rest is not counted.</summary>
    public const int MostOfATable = 20;

    // Each event is checked by the walk over it.
    private const string Trail = "audit";

    private static readonly Dictionary<string, string> Json = new()
    {
        ["exec_modules.Json"] = "object",
        ["entities.Json"] = "object",
        ["accounts.ExpectedOwner"] = "object",
        ["verdicts.Owner"] = "object",
        ["verdicts.Identity"] = "array",
        ["verdicts.Scopes"] = "array",
        ["verdicts.MissingScopes"] = "array",
    };

    /// <summary>The rows, as table, number and column; never the value.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        List<string> found = [];
        SqliteConnection connection = (SqliteConnection)context.Database.GetDbConnection();
        foreach (IEntityType type in context.Model.GetEntityTypes().Where(type => type.GetTableName() != Trail).OrderBy(type => type.GetTableName(), StringComparer.Ordinal))
            await FindAsync(connection, type, found, cancellationToken);
        return found;
    }

    private static async Task FindAsync(SqliteConnection connection, IEntityType type, List<string> found, CancellationToken cancellationToken)
    {
        string table = type.GetTableName()!;
        StringBuilder which = new();
        foreach (IProperty property in type.GetProperties())
            which.Append(CultureInfo.InvariantCulture, $" WHEN {Wrong(table, property)} THEN '{property.GetColumnName()}'");
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid, wrong FROM (SELECT rowid, CASE{which} END AS wrong FROM {table}) WHERE wrong IS NOT NULL LIMIT {MostOfATable}";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add($"{table} row {reader.GetInt64(0)}: {reader.GetString(1)} is none");
    }

    /// <summary>What holds of a value that is none of its column.</summary>
    private static string Wrong(string table, IProperty property)
    {
        string column = $"\"{property.GetColumnName()}\"";
        string wrong = Wrong(property, column);
        if (Json.TryGetValue($"{table}.{property.GetColumnName()}", out string? kind))
            wrong += $" OR CASE WHEN json_valid({column}) THEN json_type({column}) <> '{kind}' ELSE 1 END";
        return property.IsNullable ? $"({column} IS NOT NULL AND ({wrong}))" : $"({column} IS NULL OR {wrong})";
    }

    private static string Wrong(IProperty property, string column)
    {
        Type type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(Guid))
            return $"typeof({column}) <> 'text' OR length({column}) <> 36 OR {column} NOT GLOB '{Id}'";
        if (type == typeof(DateTimeOffset))
            return $"typeof({column}) <> 'integer' OR {column} NOT BETWEEN {UnixMillisecondsConverter.First} AND {UnixMillisecondsConverter.Last}";
        if (type == typeof(bool))
            return $"typeof({column}) <> 'integer' OR {column} NOT IN (0, 1)";
        if (type == typeof(byte[]))
            return $"typeof({column}) <> 'blob'";
        if (type.IsEnum && property.GetTypeMapping().Converter?.ProviderClrType == typeof(string))
            return $"{column} NOT IN ({string.Join(", ", Enum.GetNames(type).Select(name => $"'{name}'"))})";
        if (type == typeof(int))
            return $"typeof({column}) <> 'integer' OR {column} NOT BETWEEN {int.MinValue} AND {int.MaxValue}";
        return $"typeof({column}) <> '{(type == typeof(string) ? "text" : "integer")}'";
    }

    private static string Id { get; } = string.Join('-', new[] { 8, 4, 4, 4, 12 }.Select(length => string.Concat(Enumerable.Repeat("[0-9A-F]", length))));
}

using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Values of a row as EF writes them: absent ones as <c>null</c>, moments as milliseconds, enumerations as their names.</summary>
internal static class RowValues
{
    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Moment(this SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <exception cref="FormatException">It is no name of the enumeration: the host writes none such.</exception>
    public static T Name<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.TryParse(row.GetString(column), out T known) ? known : throw new FormatException($"A {typeof(T).Name} in the database is none.");
}

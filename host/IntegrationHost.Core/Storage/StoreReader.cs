using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Storage;

/// <summary>Reads rows without EF: what is asked at every request costs SQLite a few microseconds and EF a hundred times that. Each statement is prepared once for the connection.</summary>
/// <remarks>Of one thread at a time. Nothing is kept of what was read: each question is answered by the database, so that whatever was committed before it counts, by whomever.</remarks>
internal sealed class StoreReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction? transaction;
    private readonly bool owned;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>Over a connection of its own, which is closed with it.</summary>
    public StoreReader(SqliteConnection connection)
    {
        this.connection = connection;
        owned = true;
    }

    private StoreReader(SqliteConnection connection, SqliteTransaction? transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    /// <summary>Over the connection of a context: sees what its transaction has written and not yet committed.</summary>
    public static StoreReader Over(HostDbContext context) =>
        new((SqliteConnection)context.Database.GetDbConnection(), (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction());

    /// <summary>Asks.</summary>
    /// <param name="sql">A constant, with <c>$a</c>, and <c>$b</c> if a second value is given.</param>
    /// <param name="a">Its first value.</param>
    /// <param name="b">Its second.</param>
    public SqliteDataReader Query(string sql, object a, object? b = null)
    {
        if (!prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            command.Parameters.AddWithValue("$a", a);
            if (b is not null)
                command.Parameters.AddWithValue("$b", b);
            prepared.Add(sql, command);
        }

        command.Parameters[0].Value = a;
        if (b is not null)
            command.Parameters[1].Value = b;
        return command.ExecuteReader();
    }

    /// <summary>Runs a statement that has neither values nor rows.</summary>
    public void Run(string sql)
    {
        if (!prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            prepared.Add(sql, command);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Gives back its statements, and the connection if that is its own.</summary>
    public void Dispose()
    {
        foreach (SqliteCommand command in prepared.Values)
            command.Dispose();
        if (owned)
            connection.Dispose();
    }
}

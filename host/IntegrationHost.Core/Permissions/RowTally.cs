using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Counts rows that were looked at, and names those that are not as they were written.</summary>
/// <param name="cancellationToken">Ends the look.</param>
internal sealed class RowTally(CancellationToken cancellationToken)
{
    private readonly List<string> tampered = [];

    /// <summary>Rows looked at.</summary>
    public int Count { get; private set; }

    /// <summary>Those that were changed outside the host, as table and id.</summary>
    public IReadOnlyList<string> Tampered => tampered;

    /// <summary>Looks at each row of a table.</summary>
    public async Task AddAsync<T>(string table, IQueryable<T> rows, Func<T, (bool Holds, string Name)> look)
    {
        try
        {
            await foreach (T row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                Count++;
                if (look(row) is (false, var name))
                    tampered.Add($"{table} {name}");
            }
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            Count++;
            tampered.Add($"{table}: one that cannot be read, and what comes after it");
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>
/// Reads signed rows and gives those that hold. A row may be changed just after it was read, and is then not the latest any more; so rows that do not hold are read again,
/// and each is asked only once per reading: asked twice, it may hold first and not then.
/// </summary>
internal static class IntactRows
{
    /// <summary>How often rows are read until one that does not hold is taken for changed outside the host.</summary>
    public const int Tries = 5;

    /// <param name="rows">Untracked, and outside a transaction unless that may write.</param>
    /// <param name="holds">Whether a row is as the host wrote it last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<List<T>> ReadAsync<T>(IQueryable<T> rows, Predicate<T> holds, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            List<T> all = await rows.ToListAsync(cancellationToken);
            List<T> intact = all.FindAll(holds);
            if (intact.Count == all.Count || tries == Tries)
                return intact;
        }
    }

    /// <summary>The only one; <c>null</c> if there is none, or none that holds.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<T?> FindAsync<T>(IQueryable<T> row, Predicate<T> holds, CancellationToken cancellationToken)
        where T : class => await ReadAsync(row.Take(1), holds, cancellationToken) is [var only] ? only : null;
}

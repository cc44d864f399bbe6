using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>ExecModules as they are shown to who is acting.</summary>
internal sealed class StoredModules(HostStore store)
{
    // Texts that a page is looked for in at once.
    private const int ReadAtOnce = 200;

    /// <summary>ExecModules that who is acting may read, by name.</summary>
    public async Task<IReadOnlyList<StoredModule>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModuleRow> readable = await ReadableAsync(context, includeTrashed, cancellationToken);
        List<ModuleRow> rows = await readable
            .OrderBy(row => row.Name).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ModuleRowWriter.ToModule)];
    }

    /// <summary>A page of the ExecModules that who is acting may read, by name. Only as many are read as are needed to fill it.</summary>
    /// <param name="includeTrashed">Whether soft-deleted ones are among them.</param>
    /// <param name="matches">What they must be like; <c>null</c> for anything.</param>
    /// <param name="skip">How many of those that match to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<StoredModule>> PageAsync(bool includeTrashed, Func<StoredModule, bool>? matches, int skip, int take, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModuleRow> readable = await ReadableAsync(context, includeTrashed, cancellationToken);
        IQueryable<Guid> ordered = readable.OrderBy(row => row.Name).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id);
        if (matches is null)
            return await ReadAsync(context, await ordered.Skip(skip).Take(take).ToArrayAsync(cancellationToken), cancellationToken);

        // The ids alone are put in order; the texts, which may be long, are read bit by bit.
        List<StoredModule> found = [];
        foreach (Guid[] some in (await ordered.ToListAsync(cancellationToken)).Chunk(ReadAtOnce))
        {
            found.AddRange((await ReadAsync(context, some, cancellationToken)).Where(matches));
            if (found.Count - skip >= take)
                break;
        }

        return [.. found.Skip(skip).Take(take)];
    }

    /// <summary>One ExecModule, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public async Task<StoredModule?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Modules.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row)
            return null;
        await store.Access.EnsureAsync(context, SecuredType.Module, id, Permission.Read, cancellationToken);
        return ModuleRowWriter.ToModule(row);
    }

    private async Task<IQueryable<ModuleRow>> ReadableAsync(HostDbContext context, bool includeTrashed, CancellationToken cancellationToken)
    {
        IQueryable<ModuleRow> rows = context.Modules.AsNoTracking().Where(row => includeTrashed || !row.Trashed);
        return await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken) is { } allowed ? rows.Where(row => allowed.Contains(row.Id)) : rows;
    }

    /// <summary>Modules in the order of their ids.</summary>
    private static async Task<IReadOnlyList<StoredModule>> ReadAsync(HostDbContext context, Guid[] ids, CancellationToken cancellationToken)
    {
        Dictionary<Guid, ModuleRow> rows = await context.Modules.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Select(rows.GetValueOrDefault).OfType<ModuleRow>().Select(ModuleRowWriter.ToModule)];
    }
}

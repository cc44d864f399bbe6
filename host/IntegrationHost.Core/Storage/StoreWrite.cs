using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Storage;

/// <summary>A change of the store and what the trail says of it, as one: both are there afterwards, or neither.</summary>
internal sealed class StoreWrite : IAsyncDisposable
{
    private readonly AuditTrail trail;
    private readonly RowsInTrail rows;
    private readonly IDbContextTransaction transaction;
    private readonly List<AuditEvent> events = [];

    private StoreWrite(HostDbContext context, AuditTrail trail, RowsInTrail rows, IDbContextTransaction transaction)
    {
        Context = context;
        this.trail = trail;
        this.rows = rows;
        this.transaction = transaction;
    }

    public HostDbContext Context { get; }

    /// <summary>Begins. SQLite starts this as a write at once, so that two changes follow each other.</summary>
    public static async Task<StoreWrite> BeginAsync(HostStore store, CancellationToken cancellationToken)
    {
        HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return new StoreWrite(context, store.Audit, store.Keys.Rows, await context.Database.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says what this change is, for the trail.</summary>
    public void Record(AuditEvent happened) => events.Add(happened);

    /// <summary>Saves, records, commits and anchors. Nothing may be acknowledged before it returns.</summary>
    /// <exception cref="AuditUnavailableException">It could not be recorded, so it did not happen; or it did, but must not be acknowledged.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Context.SaveChangesAsync(cancellationToken);
        AuditHead? head = events.Count == 0 ? null : await trail.AppendAsync(Context, events, cancellationToken);
        rows.Expect(events);
        try
        {
            await transaction.CommitAsync(cancellationToken);
            rows.Commit(events);
        }
        catch
        {
            rows.Doubt(events);
            throw;
        }

        if (head is not null)
            trail.Anchor(head);
    }

    /// <summary>Undoes what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Context.DisposeAsync();
    }
}

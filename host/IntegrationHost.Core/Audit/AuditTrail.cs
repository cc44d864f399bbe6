using System.Data.Common;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Audit;

/// <summary>Writes the trail: in the transaction of the change, chained, then anchored. What cannot be recorded does not happen.</summary>
internal sealed class AuditTrail : IDisposable
{
    // After this many outcomes in a row that could not be recorded, no further use is begun.
    private const int MostLostOutcomes = 2;

    private readonly IDbContextFactory<HostDbContext> contexts;
    private readonly KeyRing keys;
    private readonly AuditAnchor anchor;
    private readonly TimeProvider time;
    private readonly string bootId;
    private readonly long began;
    private int lostOutcomes;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AuditTrail(IDbContextFactory<HostDbContext> contexts, KeyRing keys, AuditAnchor anchor, Guid bootId, TimeProvider time)
    {
        this.contexts = contexts;
        this.keys = keys;
        this.anchor = anchor;
        this.time = time;
        this.bootId = bootId.ToString();
        began = time.GetTimestamp();
    }

    /// <summary>Ends with the next commit of something that is recorded. Take it before reading, so that nothing falls between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Whether outcomes were lost, so that nothing is used until the store is opened again.</summary>
    public bool IsBroken => Volatile.Read(ref lostOutcomes) >= MostLostOutcomes;

    /// <summary>The last row in a database.</summary>
    public static async Task<AuditHead> ReadHeadAsync(HostDbContext context, CancellationToken cancellationToken) =>
        await context.Audit.AsNoTracking().OrderByDescending(row => row.Seq).Select(row => new AuditHead(row.Seq, row.Mac)).FirstOrDefaultAsync(cancellationToken)
        ?? AuditHead.Origin;

    /// <summary>Adds events to a transaction that writes. The caller commits, then calls <see cref="Anchor"/>.</summary>
    /// <exception cref="AuditUnavailableException">They cannot be written; the transaction must not be committed.</exception>
    public async Task<AuditHead> AppendAsync(HostDbContext context, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            AuditHead head = await ReadHeadAsync(context, cancellationToken);
            foreach (AuditEvent happened in events)
            {
                AuditRow row = RowFor(happened, head);
                context.Audit.Add(row);
                head = new AuditHead(row.Seq, row.Mac);
            }

            await context.SaveChangesAsync(cancellationToken);
            return head;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            throw new AuditUnavailableException(exception);
        }
    }

    /// <summary>Makes a committed head the one that the next start must find.</summary>
    /// <exception cref="AuditUnavailableException">The file cannot be written. The change is committed, but must not be acknowledged.</exception>
    public void Anchor(AuditHead head)
    {
        try
        {
            anchor.Advance(head, keys.CurrentTerm);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException(exception);
        }
        finally
        {
            // It is committed, whatever becomes of the anchor.
            Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Records an event that changes nothing else.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be recorded.</exception>
    public async Task RecordAsync(AuditEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await using HostDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            AuditHead head = await AppendAsync(context, [happened], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Anchor(head);
        }
        catch (DbException exception)
        {
            throw new AuditUnavailableException(exception);
        }
    }

    /// <summary>Records that a secret is about to be used. Only when this returns may it be opened.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be recorded, or outcomes of earlier uses were lost.</exception>
    public Task IntendAsync(AuditEvent intent, CancellationToken cancellationToken) =>
        IsBroken ? throw new AuditUnavailableException() : RecordAsync(intent, cancellationToken);

    /// <summary>Records how a use ended. Not cancelled with the request: the use did happen.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be recorded; the answer is to be withheld.</exception>
    public async Task ConcludeAsync(AuditEvent outcome)
    {
        try
        {
            await RecordAsync(outcome, CancellationToken.None);
            Volatile.Write(ref lostOutcomes, 0);
        }
        catch (AuditUnavailableException)
        {
            LoseOutcome();
            throw;
        }
    }

    /// <summary>Counts an outcome that could not be written with a change of its own.</summary>
    public void LoseOutcome() => Interlocked.Increment(ref lostOutcomes);

    public void Dispose() => anchor.Dispose();

    private AuditRow RowFor(AuditEvent happened, AuditHead head)
    {
        AuditActions.Check(happened);
        Actor actor = ActingAs.Current;
        AuditRow row = new()
        {
            Seq = head.Seq + 1,
            At = time.GetUtcNow(),
            Ticks = (long)time.GetElapsedTime(began).TotalMilliseconds,
            BootId = bootId,
            Actor = actor.Id,
            Action = happened.Action,
            ObjectType = happened.ObjectType,
            ObjectId = happened.ObjectId,
            Result = happened.Result,
            RequestId = actor.RequestId,
            Details = Write(happened.Details),
            PrevMac = head.Mac,
            Mac = [],
        };
        row.Mac = AuditChain.Mac(keys, row);
        return row;
    }

    /// <summary>Details as the trail keeps them: the MAC is over this text.</summary>
    public static string Write(IReadOnlyList<(string Key, string Value)> details)
    {
        JsonObject written = [];
        foreach ((string key, string value) in details)
            written[key] = value;
        return written.ToJsonString();
    }
}

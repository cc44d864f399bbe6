using System.Security.Cryptography;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Idempotency;

/// <summary>Remembers for 24 hours which requests were done, so that one that is repeated is not done twice.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class IdempotencyLedger(HostStore store, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Guid run = Guid.NewGuid();

    /// <summary>Takes up a request, or tells what became of it before.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="route">Method and address.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IdempotencyClaim> ClaimAsync(string caller, string route, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset oldest = now - Kept;
        string id = Convert.ToHexStringLower(Hash("ih.idempotency.v1", caller, route, key));
        byte[] bodyHash = Hash("ih.idempotency.body.v1", Convert.ToHexString(SHA256.HashData(body.Span)));

        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);

        // SQLite starts this as a write at once: of two that come together, one waits for the other.
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Idempotency.Where(row => row.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        IdempotencyRow? known = await context.Idempotency.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        IdempotencyState state = StateOf(known, bodyHash);
        if (state == IdempotencyState.New)
            context.Idempotency.Add(new IdempotencyRow { Id = id, BodyHash = bodyHash, Run = run, CreatedAt = now });
        else if (state == IdempotencyState.Resumed)
            known!.Run = run;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new IdempotencyClaim(id, state, state == IdempotencyState.Done ? new IdempotentAnswer(known!.Status!.Value, known.ContentType, known.Location, known.Answer) : null);
    }

    /// <summary>Keeps the answer of a request that was done.</summary>
    public async Task CompleteAsync(IdempotencyClaim claim, IdempotentAnswer answer)
    {
        byte[] body = answer.Body.ToArray();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(CancellationToken.None);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        await context.Idempotency.Where(row => row.Id == claim.Id).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.Status, answer.Status)
            .SetProperty(row => row.ContentType, answer.ContentType)
            .SetProperty(row => row.Location, answer.Location)
            .SetProperty(row => row.Answer, body));
        await transaction.CommitAsync();
    }

    /// <summary>Forgets a request that was refused or failed, so that it can be made again.</summary>
    public async Task ReleaseAsync(IdempotencyClaim claim)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(CancellationToken.None);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        await context.Idempotency.Where(row => row.Id == claim.Id && row.Status == null).ExecuteDeleteAsync();
        await transaction.CommitAsync();
    }

    private IdempotencyState StateOf(IdempotencyRow? known, byte[] bodyHash)
    {
        if (known is null)
            return IdempotencyState.New;
        if (!CryptographicOperations.FixedTimeEquals(known.BodyHash, bodyHash))
            return IdempotencyState.OtherBody;
        if (known.Status is not null)
            return IdempotencyState.Done;
        return known.Run == run ? IdempotencyState.InFlight : IdempotencyState.Resumed;
    }

    private byte[] Hash(string purpose, params ReadOnlySpan<string> parts)
    {
        BoundData data = new BoundData().Text(purpose);
        foreach (string part in parts)
            data.Text(part);
        return HMACSHA256.HashData(store.Keys.FingerprintKey, data.Bytes);
    }
}

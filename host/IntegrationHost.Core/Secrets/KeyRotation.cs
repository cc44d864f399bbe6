using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Secrets;

/// <summary>
/// Rotates the data key while everything goes on: a new term seals from the beginning on, then batch after batch is sealed anew. A row in the database says
/// how far it has come, so that a start after a crash goes on there.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class KeyRotation(HostStore store, TimeProvider time)
{
    /// <summary>Secrets in one transaction.</summary>
    internal const int BatchSize = 100;

    private readonly SecretBox box = new(store.Keys);
    private readonly Lock gate = new();
    private Task work = Task.CompletedTask;

    /// <summary>Begins a rotation, or goes on with the one that has begun. The work is done in the background.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public async Task<RotationProgress> StartAsync(CancellationToken cancellationToken)
    {
        // The transaction keeps every writer out: what is sealed under the old term is in the table, or will be sealed under the new one.
        await using (StoreWrite write = await store.BeginAsync(cancellationToken))
        {
            HostDbContext context = write.Context;
            if (!await context.KeyRotations.AnyAsync(row => row.State == RotationState.Running, cancellationToken))
            {
                uint term = (store.Ring ?? throw new StoreSealedException()).AddTerm();
                context.KeyRotations.Add(new KeyRotationRow
                {
                    ToTerm = term,
                    Total = await CountOlderAsync(context, term, cancellationToken),
                    State = RotationState.Running,
                    StartedAt = time.GetUtcNow(),
                });
                write.Record(new AuditEvent(AuditActions.KeyChange, "store", "", AuditResults.Ok, ("operation", "rotate"), ("term", $"{term}")));
                await write.CommitAsync(cancellationToken);
            }
        }

        GoOn();
        return await ProgressAsync(cancellationToken);
    }

    /// <summary>Goes on with a rotation that a crash or a seal interrupted, and begins one that is due by use or age. To be called once the store is unsealed.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (DueReason() is not null)
            await StartAsync(cancellationToken);
        else
            GoOn();
    }

    /// <summary>How far it has come.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public async Task<RotationProgress> ProgressAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        KeyRotationRow? row = await context.KeyRotations.AsNoTracking().OrderByDescending(other => other.Id).FirstOrDefaultAsync(cancellationToken);
        return new RotationProgress(store.Keys.Terms, DueReason(), row is null ? null : Describe(row));
    }

    /// <summary>Ends when nothing is under way in this process any more.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
            return work;
    }

    /// <summary>Takes a term out of the ring for good: what is sealed under it, in a backup too, opens never again.</summary>
    /// <param name="term">Its number.</param>
    /// <param name="despiteBackups">Whether backups that were recorded and need it are given up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such term.</exception>
    /// <exception cref="ConflictException">It seals now, secrets are still sealed under it, or backups need it: they are listed.</exception>
    public async Task DestroyTermAsync(uint term, bool despiteBackups, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        byte[] header = SecretBox.HeaderTerm(term);
        int used = await context.Secrets.FromSqlRaw($"SELECT * FROM {SealedRows.All} WHERE substr(Envelope, 3, 4) = {{0}}", header).CountAsync(cancellationToken);
        used += await context.Set<AccountTokenRow>().FromSql($"SELECT * FROM account_tokens WHERE substr(Envelope, 3, 4) = {header}").CountAsync(cancellationToken);
        if (used > 0 && store.Keys.CurrentTerm != term)
            throw new ConflictException($"{used} secrets or tokens are still sealed under term {term}. Rotate first, and set those anew that the rotation lists as damaged.");
        List<string> backups = await context.Backups.Where(row => row.OldestTerm <= term && row.NewestTerm >= term)
            .OrderBy(row => row.Id).Select(row => row.Label).ToListAsync(cancellationToken);
        if (backups.Count > 0 && !despiteBackups)
            throw new ConflictException($"These backups need term {term}: {string.Join(", ", backups)}. Make a new backup, and destroy the term despite them if they may be lost.");
        write.Record(new AuditEvent(AuditActions.KeyChange, "store", "", AuditResults.Ok, ("operation", "destroy-term"), ("term", $"{term}")));
        (store.Ring ?? throw new StoreSealedException()).DestroyTerm(term);
        await write.CommitAsync(cancellationToken);
    }

    private void GoOn()
    {
        lock (gate)
        {
            if (work.IsCompleted)
                work = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (await BatchAsync())
            {
                // Others come between: each batch queues for the write gate anew.
            }
        }
        catch (StoreSealedException)
        {
            // Goes on after the unseal, where the row says.
        }
    }

    /// <summary>Seals the next secrets anew; <c>false</c> when there is nothing more to do.</summary>
    private async Task<bool> BatchAsync()
    {
        await using StoreWrite write = await store.BeginAsync(CancellationToken.None);
        HostDbContext context = write.Context;
        KeyRotationRow? row = await context.KeyRotations.Where(other => other.State == RotationState.Running).OrderBy(other => other.Id).FirstOrDefaultAsync();
        if (row is null)
            return false;

        byte[] header = SecretBox.HeaderTerm((uint)row.ToTerm);
        List<AccountSecretRow> secrets = await context.Secrets.FromSqlRaw(
            $$"""
            SELECT * FROM {{SealedRows.All}}
            WHERE (AccountId, FieldKey) > ({0}, {1}) AND substr(Envelope, 3, 4) <> {2}
            ORDER BY AccountId, FieldKey LIMIT {{BatchSize}}
            """,
            row.CursorAccount, row.CursorField, header).AsNoTracking().ToListAsync();
        if (secrets.Count == 0)
        {
            bool again = await FinishAsync(context, row);
            if (!again)
            {
                await ForgetOlderTokensAsync(context, header);
                write.Record(new AuditEvent(AuditActions.KeyChange, "store", "", AuditResults.Ok, ("operation", "rotated"), ("term", $"{row.ToTerm}"), ("count", $"{row.Done}")));
            }

            await write.CommitAsync(CancellationToken.None);
            if (!again)
                await store.CheckpointAsync(CancellationToken.None);
            return again;
        }

        Guid[] ids = [.. secrets.Select(secret => secret.AccountId).Distinct()];
        Dictionary<Guid, string> policies = await context.Accounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.EgressPolicy);
        foreach (AccountSecretRow secret in secrets)
            await ResealAsync(context, row, secret, EgressPolicy.FromText(policies.GetValueOrDefault(secret.AccountId, "")));
        row.CursorAccount = secrets[^1].AccountId.ToString().ToUpperInvariant();
        row.CursorField = secrets[^1].FieldKey;
        await write.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task ResealAsync(HostDbContext context, KeyRotationRow row, AccountSecretRow secret, EgressPolicy policy)
    {
        SecretPlace place = new(secret.AccountId, secret.FieldKey, secret.Version, policy);
        byte[] envelope;
        try
        {
            using SecretText text = box.Open(place, secret.Envelope);
            envelope = box.Seal(place, text.Reveal());
        }
        catch (SecretDamagedException)
        {
            row.Failed += $"{secret.AccountId} {secret.FieldKey}\n";
            return;
        }

        // The condition is the row's version: it holds by the transaction, and would save the newer value if it did not.
        int changed = await context.Secrets
            .Where(other => other.AccountId == secret.AccountId && other.FieldKey == secret.FieldKey && other.Version == secret.Version && other.KeyTerm == secret.KeyTerm)
            .ExecuteUpdateAsync(update => update.SetProperty(other => other.Envelope, envelope).SetProperty(other => other.KeyTerm, row.ToTerm));
        if (changed == 0)
        {
            changed = await context.EntitySecrets
                .Where(other => other.EntityId == secret.AccountId && other.FieldKey == secret.FieldKey && other.Version == secret.Version && other.KeyTerm == secret.KeyTerm)
                .ExecuteUpdateAsync(update => update.SetProperty(other => other.Envelope, envelope).SetProperty(other => other.KeyTerm, row.ToTerm));
        }

        row.Done += changed;
    }

    // True if it must begin again: nothing may be older than the term but what does not open.
    private async Task<bool> FinishAsync(HostDbContext context, KeyRotationRow row)
    {
        long older = await CountOlderAsync(context, (uint)row.ToTerm, CancellationToken.None);
        int failed = Failures(row).Length;
        if (older > failed)
        {
            row.CursorAccount = row.CursorField = row.Failed = "";
            return true;
        }

        row.State = older == 0 ? RotationState.Finished : RotationState.Incomplete;
        row.Skipped = Math.Max(0, row.Total - row.Done - failed);
        row.FinishedAt = time.GetUtcNow();
        return false;
    }

    // Access tokens live for an hour or so and can be had anew: what is left of the old term is worth nothing to anybody but a thief.
    private static Task<int> ForgetOlderTokensAsync(HostDbContext context, byte[] header) => context.AccountTokens
        .FromSql($"SELECT * FROM account_tokens WHERE Envelope IS NOT NULL AND substr(Envelope, 3, 4) <> {header}")
        .ExecuteUpdateAsync(update => update.SetProperty(token => token.Envelope, (byte[]?)null));

    private static Task<int> CountOlderAsync(HostDbContext context, uint term, CancellationToken cancellationToken)
    {
        byte[] header = SecretBox.HeaderTerm(term);
        return context.Secrets.FromSqlRaw($"SELECT * FROM {SealedRows.All} WHERE substr(Envelope, 3, 4) <> {{0}}", header).CountAsync(cancellationToken);
    }

    private string? DueReason()
    {
        KeyTerm current = store.Keys.Terms[^1];
        if (current.Reserved >= KeyRing.SoftLimit)
            return $"Term {current.Number} has sealed {current.Reserved} times.";
        return time.GetUtcNow() - current.Created >= KeyRing.SoftAge ? $"Term {current.Number} is older than {KeyRing.SoftAge.Days} days." : null;
    }

    private RotationRun Describe(KeyRotationRow row)
    {
        double seconds = ((row.FinishedAt ?? time.GetUtcNow()) - row.StartedAt).TotalSeconds;
        return new RotationRun(row.ToTerm, row.State, row.Total, row.Done, row.Skipped, Failures(row), seconds > 0 ? Math.Round(row.Done / seconds, 1) : 0, row.StartedAt, row.FinishedAt);
    }

    private static string[] Failures(KeyRotationRow row) => row.Failed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// Makes, changes and deletes at the upstream what was made, changed or deleted here. What is to be done is noted in the same transaction as the change here, so that a host that is killed,
/// or an answer that never comes, leaves something that the next synchronisation settles.
/// </summary>
internal sealed class UpstreamAccounts(HostStore store, UpstreamMode mode, UpstreamValues values, TimeProvider time)
{
    /// <summary>Asks the upstream before anything is stored: while it is away, nothing is made.</summary>
    /// <returns><c>null</c> if there is no upstream.</returns>
    /// <exception cref="UpstreamException">It is away, or refuses.</exception>
    public async Task<UpstreamIntent?> BeginAsync(string name, CancellationToken cancellationToken)
    {
        if (await mode.OpenAsync(cancellationToken) is not { } session)
            return null;
        try
        {
            return new UpstreamIntent(session, await ThorAccounts.FindByNameAsync(session, name, cancellationToken));
        }
        catch (UpstreamException failure)
        {
            await mode.NoteAsync(failure, cancellationToken);
            throw new UpstreamException($"Nothing was stored: accounts are made at the upstream as well, and it cannot take one now. {failure.Message}", failure.Fault);
        }
    }

    /// <summary>Notes as part of a change that an account is being made there.</summary>
    public void Add(HostDbContext context, Guid accountId, string name, UpstreamIntent intent)
    {
        UpstreamAccountRow row = new()
        {
            AccountId = accountId,
            Server = intent.Session.Server.AbsoluteUri.TrimEnd('/'),
            State = UpstreamAccountState.Unsettled,
            SendKey = Guid.NewGuid().ToString(),
            Before = string.Join(' ', intent.Before),
            Name = name,
            Problem = "It is being made at the upstream.",
            At = time.GetUtcNow(),
        };
        RowMac.Sign(store.Keys, row);
        context.UpstreamAccounts.Add(row);
    }

    /// <summary>Makes the account there, with values that a person has just given.</summary>
    /// <returns>What a person should know; an outcome that is not known is told here.</returns>
    /// <exception cref="UpstreamException">The upstream refused: nothing was made there.</exception>
    public Task<IReadOnlyList<string>> MakeAsync(ThorSession session, Guid accountId, ThorAccountValues sent, CancellationToken cancellationToken) =>
        MakeAsync(session, accountId, () => Task.FromResult(sent), cancellationToken);

    private async Task<IReadOnlyList<string>> MakeAsync(ThorSession session, Guid accountId, Func<Task<ThorAccountValues>> open, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        UpstreamAccountRow row = await FindAsync(context, accountId, cancellationToken) ?? throw new NotFoundException("account", accountId.ToString());
        await mode.Turn.WaitAsync(cancellationToken);
        try
        {
            return await SendAsync(session, row, open, cancellationToken);
        }
        catch (UpstreamException failure) when (failure.MayBeDone)
        {
            string problem = $"Whether the upstream made the account is not known. This finds out: integration-host upstream sync. ({failure.Message})";
            await SaveAsync(row, UpstreamAccountState.Unsettled, row.UpstreamId, problem, CancellationToken.None);
            return [problem];
        }
        finally
        {
            mode.Turn.Release();
        }
    }

    /// <summary>Notes as part of a change what of an account is to be done there. An account that is only here is passed over.</summary>
    /// <returns>Whether something is to be done after the change is committed.</returns>
    public Task<bool> NoteAsync(HostDbContext context, AccountRow account, IReadOnlyCollection<string> names, bool deleted, CancellationToken cancellationToken) => deleted
        ? NoteDeletionAsync(context, account.Id, cancellationToken)
        : NoteChangeAsync(context, account, names, cancellationToken);

    private async Task<bool> NoteChangeAsync(HostDbContext context, AccountRow account, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0 || await FindAsync(context, account.Id, cancellationToken) is not { State: not (UpstreamAccountState.Gone or UpstreamAccountState.Deleting) } row)
            return false;
        row.Name = account.Name;
        if (row.State != UpstreamAccountState.Unsettled)
            row.State = UpstreamAccountState.Behind;
        row.Changed = string.Join(' ', row.Changed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Union(names));
        row.Problem ??= "The change was not taken at the upstream yet. Try again: integration-host upstream sync";
        row.At = time.GetUtcNow();
        return true;
    }

    // With it, its modules are unlinked.
    private async Task<bool> NoteDeletionAsync(HostDbContext context, Guid accountId, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, accountId, cancellationToken) is not { } row)
            return false;
        await UpstreamModules.WantNoneAsync(context, accountId, time.GetUtcNow(), cancellationToken);
        if (row.State == UpstreamAccountState.Gone)
        {
            context.UpstreamAccounts.Remove(row);
            return false;
        }

        (row.State, row.Problem, row.At) = (UpstreamAccountState.Deleting, "It was deleted here, and not at the upstream yet. Try again: integration-host upstream sync", time.GetUtcNow());
        return true;
    }

    /// <summary>Does there what is noted for one account, as far as it can be done now.</summary>
    /// <returns>What a person should know.</returns>
    public async Task<IReadOnlyList<string>> SettleAsync(ThorSession session, Guid accountId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(context, accountId, cancellationToken) is not { } row)
            return [];
        try
        {
            return row.State switch
            {
                UpstreamAccountState.Unsettled => await FindOrSendAsync(session, context, row, cancellationToken),
                UpstreamAccountState.Behind => await ChangeAsync(session, row, cancellationToken),
                UpstreamAccountState.Deleting => await DeleteAsync(session, row, cancellationToken),
                _ => [],
            };
        }
        catch (UpstreamException failure) when (failure.Fault == UpstreamFault.NotFound && row.State == UpstreamAccountState.Behind)
        {
            await MarkGoneAsync(row, cancellationToken);
            return [row.Problem!];
        }
        catch (UpstreamException failure)
        {
            string problem = $"{(row.State == UpstreamAccountState.Behind ? $"It was changed here and not at the upstream ({row.Changed})." : row.State == UpstreamAccountState.Deleting ? "It was deleted here and not at the upstream." : "It is not at the upstream yet.")} {failure.Message}";
            await SaveAsync(row, row.State, row.UpstreamId, problem, cancellationToken);
            return [problem];
        }
    }

    /// <summary>Makes an account there that is only here, or was deleted there: a person decided that its values go there.</summary>
    /// <returns>What a person should know.</returns>
    /// <exception cref="ConflictException">It is there already, or there is no upstream.</exception>
    /// <exception cref="UpstreamException">The upstream is away, or refuses.</exception>
    public async Task<IReadOnlyList<string>> PushAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        AccountRow account = await context.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken) ?? throw new NotFoundException("account", accountId.ToString());
        foreach (Permission needed in (Permission[])[Permission.Read, Permission.Write, Permission.Execute])
            await store.Access.EnsureAsync(context, SecuredType.Account, accountId, needed, cancellationToken);
        if (account.Trashed)
            throw new ConflictException("The account is in the trash. Restore it first.");
        if (await FindAsync(context, accountId, cancellationToken) is { State: not UpstreamAccountState.Gone })
            throw new ConflictException("The account is at the upstream already. What is open there is tried again by: integration-host upstream sync");

        UpstreamIntent intent = await BeginAsync(account.Name, cancellationToken) ?? throw NoUpstream();
        await using (StoreWrite write = await store.BeginAsync(cancellationToken))
        {
            await write.Context.UpstreamAccounts.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
            Add(write.Context, accountId, account.Name, intent);
            await write.CommitAsync(cancellationToken);
        }

        try
        {
            return await MakeAsync(intent.Session, accountId, () => values.OpenAsync(accountId, cancellationToken), cancellationToken);
        }
        catch (UpstreamException)
        {
            await ForgetAsync(accountId);
            throw;
        }
    }

    /// <summary>Forgets that an account was to be made there: the upstream refused it.</summary>
    public async Task ForgetAsync(Guid accountId)
    {
        await using StoreWrite write = await store.BeginAsync(CancellationToken.None);
        await write.Context.UpstreamAccounts.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    public static ConflictException NoUpstream() => new("There is no upstream. Set one first: integration-host upstream set URL");

    /// <summary>Notes that an account was deleted there: what is linked to it there fails.</summary>
    public Task MarkGoneAsync(UpstreamAccountRow row, CancellationToken cancellationToken) => SaveAsync(
        row, UpstreamAccountState.Gone, row.UpstreamId,
        $"It was deleted at the upstream. Send it there anew (integration-host upstream push \"{row.Name}\"), or delete it here, too.", cancellationToken);

    /// <summary>Notes that an account is there again.</summary>
    public Task MarkSettledAsync(UpstreamAccountRow row, CancellationToken cancellationToken) => SaveAsync(row, UpstreamAccountState.Settled, row.UpstreamId, null, cancellationToken);

    /// <summary>The mapping of an account, if it is the host's own work; one that was changed outside of it counts as absent.</summary>
    public async Task<UpstreamAccountRow?> FindAsync(HostDbContext context, Guid accountId, CancellationToken cancellationToken) =>
        await context.UpstreamAccounts.FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken) is { } row && RowMac.Holds(store.Keys, row) ? row : null;

    /// <summary>What ThorAPI calls a field of an account; <c>null</c> for one that it has no place for.</summary>
    public static string? ThorName(AccountProperty property) => property switch
    {
        AccountProperty.ApiKey => "apiKey",
        AccountProperty.Password => "password",
        AccountProperty.Username => "username",
        AccountProperty.AccountId => "accountId",
        _ => null,
    };

    private async Task<IReadOnlyList<string>> FindOrSendAsync(ThorSession session, HostDbContext context, UpstreamAccountRow row, CancellationToken cancellationToken)
    {
        HashSet<string> known = [.. row.Before.Split(' '), .. await context.UpstreamAccounts.Where(other => other.UpstreamId != null).Select(other => other.UpstreamId!).ToListAsync(cancellationToken)];
        string[] found = [.. (await ThorAccounts.FindByNameAsync(session, row.Name, cancellationToken)).Where(id => !known.Contains(id))];
        switch (found)
        {
            case [var only]:
                await SaveAsync(row, UpstreamAccountState.Settled, only, null, cancellationToken);
                return [];
            case []:
                return await SendAsync(session, row, () => values.OpenAsync(row.AccountId, cancellationToken), cancellationToken);
            default:
                throw new UpstreamException($"{found.Length} new accounts are named {row.Name} there, and any of them may be this one. Delete those that are not, or all of them.", UpstreamFault.Conflict);
        }
    }

    private async Task<IReadOnlyList<string>> SendAsync(ThorSession session, UpstreamAccountRow row, Func<Task<ThorAccountValues>> open, CancellationToken cancellationToken)
    {
        string id = "";
        ThorAccountValues sent = null!;
        await RecordedAsync(row, "all", async () => id = await ThorAccounts.CreateAsync(session, sent = await open(), row.SendKey, cancellationToken), cancellationToken);
        row.Changed = "";
        await SaveAsync(row, UpstreamAccountState.Settled, id, null, CancellationToken.None);
        List<string> warnings = [.. sent.Warnings];
        try
        {
            if (await ThorAccounts.DoubtAsync(session, id, sent, cancellationToken) is { } doubt)
                warnings.Add(doubt);
        }
        catch (UpstreamException)
        {
            // It was made; a second look is not needed for that.
        }

        return warnings;
    }

    private async Task<IReadOnlyList<string>> ChangeAsync(ThorSession session, UpstreamAccountRow row, CancellationToken cancellationToken)
    {
        HashSet<string> changed = [.. row.Changed.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        string? doubt = null;
        await RecordedAsync(
            row, row.Changed, async () => doubt = await ThorAccounts.ChangeAsync(session, row.UpstreamId!, await values.OpenAsync(row.AccountId, cancellationToken), changed, cancellationToken), cancellationToken);
        row.Changed = "";
        await SaveAsync(row, UpstreamAccountState.Settled, row.UpstreamId, null, CancellationToken.None);
        return doubt is null ? [] : [doubt];
    }

    private async Task<IReadOnlyList<string>> DeleteAsync(ThorSession session, UpstreamAccountRow row, CancellationToken cancellationToken)
    {
        HashSet<string> before = [.. row.Before.Split(' ')];
        string? id = row.UpstreamId ?? (await ThorAccounts.FindByNameAsync(session, row.Name, cancellationToken)).SingleOrDefault(id => !before.Contains(id));
        if (id is not null)
            await ThorAccounts.DeleteAsync(session, id, cancellationToken);
        await using StoreWrite write = await store.BeginAsync(CancellationToken.None);
        await write.Context.UpstreamAccounts.Where(other => other.AccountId == row.AccountId).ExecuteDeleteAsync(CancellationToken.None);
        write.Record(new AuditEvent(AuditActions.UpstreamDelete, "account", row.AccountId.ToString(), AuditResults.Ok, ("server", session.Server.Authority)));
        await write.CommitAsync(CancellationToken.None);
        return [];
    }

    // Values leave the host: that is recorded before, and how it ended.
    private async Task RecordedAsync(UpstreamAccountRow row, string fields, Func<Task> send, CancellationToken cancellationToken)
    {
        AuditEvent use = new(AuditActions.UpstreamSend, "account", row.AccountId.ToString(), AuditResults.Intent, ("server", new Uri(row.Server).Authority), ("fields", fields));
        await store.Audit.IntendAsync(use, cancellationToken);
        string result = AuditResults.Failed;
        try
        {
            await send();
            result = AuditResults.Ok;
        }
        finally
        {
            await store.Audit.ConcludeAsync(use with { Result = result });
        }
    }

    private async Task SaveAsync(UpstreamAccountRow row, UpstreamAccountState state, string? upstreamId, string? problem, CancellationToken cancellationToken)
    {
        (row.State, row.UpstreamId, row.Problem, row.At) = (state, upstreamId, problem, time.GetUtcNow());
        RowMac.Sign(store.Keys, row);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        write.Context.UpstreamAccounts.Update(row);
        await write.CommitAsync(cancellationToken);
    }
}

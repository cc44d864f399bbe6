using System.Security.Cryptography;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Links of the upstream's ExecModules. What is wanted is remembered before it is tried, so that a host that is killed in between goes on with what is left.</summary>
internal sealed class UpstreamModules(HostStore store, UpstreamMode mode, TimeProvider time)
{
    /// <summary>Links modules to an account there. Modules of this host's own are passed over.</summary>
    /// <returns>Why a link was not made, by module; nothing of those that are made.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> LinkAsync(Guid accountId, IReadOnlyCollection<Guid> moduleIds, CancellationToken cancellationToken)
    {
        if (moduleIds.Count == 0 || await mode.OpenAsync(cancellationToken) is not { } session)
            return new Dictionary<Guid, string>();

        await mode.Turn.WaitAsync(cancellationToken);
        try
        {
            (List<Guid> wanted, string? upstreamId, string? problem) = await WantAsync(accountId, moduleIds, cancellationToken);
            Dictionary<Guid, string> failures = [];
            foreach (Guid module in wanted)
            {
                problem ??= await TryAsync(session, module, upstreamId, failures, cancellationToken);
                if (problem is not null && !failures.ContainsKey(module))
                    failures[module] = problem;
            }

            return failures;
        }
        finally
        {
            mode.Turn.Release();
        }
    }

    /// <summary>Removes the links of a module there; a module of this host's own is passed over.</summary>
    /// <exception cref="UpstreamException">It could not be done.</exception>
    public async Task UnlinkAsync(Guid moduleId, CancellationToken cancellationToken)
    {
        if (await mode.OpenAsync(cancellationToken) is not { } session || !await IsThereAsync(moduleId, cancellationToken))
            return;
        await mode.Turn.WaitAsync(cancellationToken);
        try
        {
            await ThorModules.SetLinkAsync(session, moduleId, null, cancellationToken);
            await DoneAsync(moduleId, cancellationToken);
        }
        finally
        {
            mode.Turn.Release();
        }
    }

    /// <summary>Tries all open links again, and nothing else. The caller has the turn.</summary>
    /// <returns>How many are done now.</returns>
    public async Task<int> RetryAsync(ThorSession session, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<UpstreamModuleRow> rows = await context.UpstreamModules.AsNoTracking().Where(row => row.WantedAccountId != null || row.WantsNone).OrderBy(row => row.At).ToListAsync(cancellationToken);
        Dictionary<Guid, string> failures = [];
        int done = 0;
        foreach (UpstreamModuleRow row in rows)
        {
            string? upstreamId = row.WantedAccountId is { } account ? (await UpstreamIdAsync(context, account, cancellationToken)).Id : null;
            if (row.WantedAccountId is not null && upstreamId is null)
                continue;
            if (await TryAsync(session, row.ModuleId, upstreamId, failures, cancellationToken) is not null)
                break;
            done += failures.ContainsKey(row.ModuleId) ? 0 : 1;
        }

        return done;
    }

    /// <summary>Refuses a change of what is the upstream's.</summary>
    /// <exception cref="ConflictException">It is.</exception>
    public static async Task EnsureOwnAsync(HostDbContext context, Guid moduleId, CancellationToken cancellationToken)
    {
        if (await context.UpstreamModules.AnyAsync(row => row.ModuleId == moduleId, cancellationToken))
            throw NotOwn();
    }

    public static ConflictException NotOwn() => new("The module is the upstream's; only its link can be changed here. Change the rest there, then run: integration-host upstream sync");

    /// <summary>Notes as part of a change that the modules of an account are to be unlinked there.</summary>
    public static Task WantNoneAsync(HostDbContext context, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken) => context.UpstreamModules
        .Where(row => row.WantedAccountId == accountId || context.Modules.Any(module => module.Id == row.ModuleId && module.AccountId == accountId))
        .ExecuteUpdateAsync(update => update.SetProperty(row => row.WantsNone, true).SetProperty(row => row.WantedAccountId, (Guid?)null).SetProperty(row => row.At, now), cancellationToken);

    public static byte[] Seen(ReadOnlyMemory<byte> text) => SHA256.HashData(text.Span);

    /// <summary>Whether a module is the upstream's.</summary>
    public async Task<bool> IsThereAsync(Guid moduleId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await context.UpstreamModules.AnyAsync(row => row.ModuleId == moduleId, cancellationToken);
    }

    private async Task<(List<Guid> Modules, string? UpstreamId, string? Problem)> WantAsync(Guid accountId, IReadOnlyCollection<Guid> moduleIds, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        List<UpstreamModuleRow> rows = await write.Context.UpstreamModules.Where(row => moduleIds.Contains(row.ModuleId)).ToListAsync(cancellationToken);
        (string? id, UpstreamAccountState? state, string name) = await UpstreamIdAsync(write.Context, accountId, cancellationToken);
        string? problem = (id, state) switch
        {
            (_, null) => $"The account is only here. Send it to the upstream first: integration-host upstream push \"{name}\"",
            (_, UpstreamAccountState.Gone) => $"The account was deleted at the upstream. Send it there anew: integration-host upstream push \"{name}\"",
            (null, _) => "Whether the account was made at the upstream is not known yet. This finds out, and links it: integration-host upstream sync",
            _ => null,
        };
        if (state is null or UpstreamAccountState.Gone)
            return ([.. rows.Select(row => row.ModuleId)], id, problem);

        foreach (UpstreamModuleRow row in rows)
            (row.WantedAccountId, row.WantsNone, row.Problem, row.At) = (accountId, false, problem, time.GetUtcNow());
        await write.CommitAsync(cancellationToken);
        return ([.. rows.Select(row => row.ModuleId)], id, problem);
    }

    private async Task<(string? Id, UpstreamAccountState? State, string Name)> UpstreamIdAsync(HostDbContext context, Guid accountId, CancellationToken cancellationToken)
    {
        UpstreamAccountRow? row = await context.UpstreamAccounts.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken);
        if (row is not null && RowMac.Holds(store.Keys, row))
            return (row.State == UpstreamAccountState.Gone ? null : row.UpstreamId, row.State, row.Name);
        string? name = await context.Accounts.Where(account => account.Id == accountId).Select(account => account.Name).FirstOrDefaultAsync(cancellationToken);
        return (null, null, name ?? accountId.ToString());
    }

    /// <summary>Tries one. What is wrong with one module is its own; what would be wrong with every other as well ends the work.</summary>
    /// <returns>Why the others need not be tried; <c>null</c> to go on.</returns>
    private async Task<string?> TryAsync(ThorSession session, Guid module, string? upstreamId, Dictionary<Guid, string> failures, CancellationToken cancellationToken)
    {
        try
        {
            await ThorModules.SetLinkAsync(session, module, upstreamId, cancellationToken);
            await DoneAsync(module, cancellationToken);
            return null;
        }
        catch (UpstreamException failure)
        {
            failures[module] = failure.Fault == UpstreamFault.NotFound ? "The upstream has no such module any more. Run: integration-host upstream sync" : failure.Message;
            await FailedAsync(module, failures[module], cancellationToken);
            bool all = failure.Fault is UpstreamFault.Unreachable or UpstreamFault.Unauthorized or UpstreamFault.PaymentRequired or UpstreamFault.RateLimited or UpstreamFault.Redirected or UpstreamFault.Unusable;
            if (all)
                await mode.NoteAsync(failure, cancellationToken);
            return all ? $"Not tried, because of the one before: {failure.Message}" : null;
        }
    }

    private async Task DoneAsync(Guid moduleId, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await write.Context.UpstreamModules.Where(row => row.ModuleId == moduleId).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.WantedAccountId, (Guid?)null).SetProperty(row => row.WantsNone, false).SetProperty(row => row.Problem, (string?)null).SetProperty(row => row.Seen, Array.Empty<byte>()),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task FailedAsync(Guid moduleId, string problem, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await write.Context.UpstreamModules.Where(row => row.ModuleId == moduleId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Problem, problem).SetProperty(row => row.At, time.GetUtcNow()), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}

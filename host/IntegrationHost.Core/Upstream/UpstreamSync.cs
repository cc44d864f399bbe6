using System.Text.Json;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Keeps this host's copy like its upstream, and tells how that stands.</summary>
public sealed class UpstreamSync
{
    private readonly HostStore store;
    private readonly UpstreamMode mode;
    private readonly IProviderCatalog catalog;
    private readonly TimeProvider time;
    private readonly UpstreamModules modules;
    private readonly DateTimeOffset startedAt;
    private int running;

    /// <summary>Over an open store.</summary>
    /// <param name="store">The open store.</param>
    /// <param name="mode">Which upstream there is.</param>
    /// <param name="catalog">The active providers.</param>
    /// <param name="time">The clock.</param>
    public UpstreamSync(HostStore store, UpstreamMode mode, IProviderCatalog catalog, TimeProvider time)
    {
        this.store = store;
        this.mode = mode;
        this.catalog = catalog;
        this.time = time;
        modules = new UpstreamModules(store, mode, time);
        startedAt = time.GetUtcNow();
        Accounts = new UpstreamAccounts(store, mode, new UpstreamValues(store, catalog), time);
    }

    internal UpstreamAccounts Accounts { get; }

    internal UpstreamModules Modules => modules;

    /// <summary>How the upstream stands. Asks the store only.</summary>
    public async Task<UpstreamReport> ReportAsync(CancellationToken cancellationToken)
    {
        UpstreamSettings? settings = await mode.FindAsync(cancellationToken);
        if (settings is null)
            return new UpstreamReport();

        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        UpstreamState state = await UpstreamState.ReadAsync(context, cancellationToken);
        List<UpstreamModuleRow> links = await context.UpstreamModules.AsNoTracking().Where(row => row.WantedAccountId != null || row.WantsNone).OrderBy(row => row.At).ToListAsync(cancellationToken);
        List<UpstreamAccountRow> accounts = await context.UpstreamAccounts.AsNoTracking().Where(row => row.State != UpstreamAccountState.Settled).OrderBy(row => row.At).ToListAsync(cancellationToken);
        Guid[] ids = [.. links.Select(row => row.ModuleId)];
        Dictionary<Guid, string> names = await context.Modules.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return new UpstreamReport
        {
            Settings = settings,
            Syncing = Volatile.Read(ref running) > 0,
            LastSyncAt = state.LastSyncAt,
            LastAttemptAt = state.LastAttemptAt,
            Fault = state.Fault,
            Problem = state.Problem,
            ProblemAt = state.ProblemAt,
            Modules = await context.UpstreamModules.CountAsync(cancellationToken),
            Accounts = await context.UpstreamAccounts.CountAsync(row => row.State == UpstreamAccountState.Settled || row.State == UpstreamAccountState.Behind, cancellationToken),
            MetadataModules = state.MetadataModules,
            RestartForMetadata = state.MetadataAt > startedAt,
            OpenLinks = [.. links.Select(row => new OpenLink(row.ModuleId, names.GetValueOrDefault(row.ModuleId, ""), row.WantsNone ? null : row.WantedAccountId, row.Problem, row.At))],
            OpenAccounts = [.. accounts.Select(row => new OpenAccount(row.AccountId, row.Name, row.State, row.Problem ?? "", row.At))],
        };
    }

    /// <summary>Settles what is open, then makes the copy like the upstream. An upstream that is away is a report, not an exception.</summary>
    /// <param name="asked">Whether a person asks: a login that was refused is tried again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ConflictException">There is no upstream, or its settings were changed outside the host.</exception>
    public async Task<UpstreamSyncReport> RunAsync(bool asked, CancellationToken cancellationToken)
    {
        if (asked)
            mode.Forgive();
        UpstreamSettings settings = await mode.FindAsync(cancellationToken) ?? throw UpstreamAccounts.NoUpstream();
        ThorSession session = await mode.OpenAsync(cancellationToken) ?? throw UpstreamAccounts.NoUpstream();
        await mode.Turn.WaitAsync(cancellationToken);
        Interlocked.Increment(ref running);
        try
        {
            return await RunAsync(settings, session, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref running);
            mode.Turn.Release();
        }
    }

    /// <summary>Makes an account at the upstream that is only here.</summary>
    /// <returns>Its id there, <c>null</c> while that is not known, and what a person should know.</returns>
    /// <exception cref="ConflictException">It is there already, is in the trash, or there is no upstream.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="UpstreamException">The upstream is away, or refuses.</exception>
    public async Task<(string? UpstreamId, IReadOnlyList<string> Warnings)> PushAsync(Guid accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> warnings = await Accounts.PushAsync(accountId, cancellationToken);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return ((await Accounts.FindAsync(context, accountId, cancellationToken))?.UpstreamId, warnings);
    }

    /// <summary>Whether there is an upstream.</summary>
    internal async Task<bool> IsSetAsync(CancellationToken cancellationToken) => await mode.FindAsync(cancellationToken) is not null;

    /// <summary>Refuses a change of an account that is at the upstream while that is away: nothing is changed here that cannot be changed there.</summary>
    /// <exception cref="UpstreamException">It is away.</exception>
    internal async Task EnsureReachableAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (await mode.OpenAsync(cancellationToken) is not { } session)
            return;
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (await Accounts.FindAsync(context, accountId, cancellationToken) is not { UpstreamId: { } id, State: not UpstreamAccountState.Gone })
            return;
        try
        {
            using JsonDocument? there = await ThorAccounts.FindAsync(session, id, cancellationToken);
        }
        catch (UpstreamException failure)
        {
            await mode.NoteAsync(failure, cancellationToken);
            throw new UpstreamException($"Nothing was changed: the account is at the upstream as well, and it cannot be changed there now. {failure.Message}", failure.Fault);
        }
    }

    /// <summary>Does at the upstream what was noted for an account.</summary>
    /// <returns>What a person should know; what could not be done is told, and stays noted.</returns>
    internal async Task<IReadOnlyList<string>> CarryAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (await mode.OpenAsync(cancellationToken) is not { } session)
            return [];
        await mode.Turn.WaitAsync(cancellationToken);
        try
        {
            await modules.RetryAsync(session, cancellationToken);
            return await Accounts.SettleAsync(session, accountId, cancellationToken);
        }
        finally
        {
            mode.Turn.Release();
        }
    }

    private async Task<UpstreamSyncReport> RunAsync(UpstreamSettings settings, ThorSession session, CancellationToken cancellationToken)
    {
        var accountPull = new UpstreamAccountPull(store, catalog, Accounts, time);
        var modulePull = new UpstreamModulePull(store, time);
        List<string> notes = [];
        int settled = 0, links = 0;
        await ChangeStateAsync(state => state with { LastAttemptAt = time.GetUtcNow() }, cancellationToken);
        try
        {
            settled += await SettleAsync(session, notes, cancellationToken, UpstreamAccountState.Unsettled, UpstreamAccountState.Behind);
            links = await modules.RetryAsync(session, cancellationToken);
            settled += await SettleAsync(session, notes, cancellationToken, UpstreamAccountState.Deleting);
            await accountPull.RunAsync(session, cancellationToken);
            await modulePull.RunAsync(session, cancellationToken);
            await SucceededAsync(await MetadataAsync(session, settings, notes, cancellationToken), cancellationToken);
            await RecordAsync(settings, accountPull, modulePull, cancellationToken);
            return Report(true);
        }
        catch (UpstreamException failure)
        {
            await mode.NoteAsync(failure, cancellationToken);
            return Report(false);
        }

        UpstreamSyncReport Report(bool succeeded) => new()
        {
            Succeeded = succeeded,
            ModulesAdded = modulePull.Added,
            ModulesChanged = modulePull.Changed,
            ModulesGone = modulePull.Gone,
            AccountsAdded = accountPull.Added,
            AccountsSettled = settled,
            LinksMade = links,
            Notes = [.. notes, .. accountPull.Notes, .. modulePull.Notes],
        };
    }

    private async Task<int> SettleAsync(ThorSession session, List<string> notes, CancellationToken cancellationToken, params UpstreamAccountState[] states)
    {
        List<Guid> open;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
            open = await context.UpstreamAccounts.Where(row => states.Contains(row.State)).OrderBy(row => row.At).Select(row => row.AccountId).ToListAsync(cancellationToken);
        foreach (Guid id in open)
            notes.AddRange(await Accounts.SettleAsync(session, id, cancellationToken));
        if (open.Count == 0)
            return 0;

        await using HostDbContext after = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return open.Count - await after.UpstreamAccounts.CountAsync(row => open.Contains(row.AccountId) && states.Contains(row.State), cancellationToken);
    }

    // Modules can be worked on without a description of their class; what is wrong with the metadata is told and keeps nothing else.
    private async Task<(int Modules, bool Written)?> MetadataAsync(ThorSession session, UpstreamSettings settings, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return await UpstreamMetadata.PullAsync(session, settings.MetadataPath, store.Paths, catalog, cancellationToken);
        }
        catch (UpstreamException failure) when (!failure.IsAway)
        {
            notes.Add($"The module metadata stays as it was. {failure.Message}");
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The module metadata could not be written to {store.Paths.MetadataDirectory} ({failure.GetType().Name}). Check who may write there.");
            return null;
        }
    }

    private Task SucceededAsync((int Modules, bool Written)? metadata, CancellationToken cancellationToken) => ChangeStateAsync(
        state => state with
        {
            LastSyncAt = time.GetUtcNow(),
            Fault = null,
            Problem = null,
            ProblemAt = null,
            MetadataModules = metadata?.Modules ?? state.MetadataModules,
            MetadataAt = metadata is { Written: true } ? time.GetUtcNow() : state.MetadataAt,
        },
        cancellationToken);

    private async Task ChangeStateAsync(Func<UpstreamState, UpstreamState> change, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await change(await UpstreamState.ReadAsync(write.Context, cancellationToken)).WriteAsync(write.Context, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // Only what changed something here: the trail is no log of polls.
    private async Task RecordAsync(UpstreamSettings settings, UpstreamAccountPull accountPull, UpstreamModulePull modulePull, CancellationToken cancellationToken)
    {
        if (accountPull.Added + modulePull.Added + modulePull.Changed + modulePull.Gone == 0)
            return;
        await store.Audit.RecordAsync(
            new AuditEvent(
                AuditActions.UpstreamSync, "upstream", "", AuditResults.Ok, ("server", settings.Server.Authority), ("modulesAdded", $"{modulePull.Added}"), ("modulesChanged", $"{modulePull.Changed}"),
                ("modulesGone", $"{modulePull.Gone}"), ("accountsAdded", $"{accountPull.Added}")),
            cancellationToken);
    }
}

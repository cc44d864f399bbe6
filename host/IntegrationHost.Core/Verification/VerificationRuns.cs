using System.Collections.Concurrent;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Verification;

/// <summary>Smoke tests of many accounts at once, followed and cancelled by id. The last hundred runs are remembered.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="runner">Tests each.</param>
public sealed class VerificationRuns(AccountService accounts, VerificationRunner runner) : IDisposable
{
    private const int Remembered = 100;
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<Guid, VerificationRun> runs = new();
    private readonly CancellationTokenSource shutdown = new();

    /// <summary>Begins a run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ids">Accounts to test; <c>null</c> for all that fit the rest.</param>
    /// <param name="environment">Only accounts of this environment, or <c>null</c>.</param>
    /// <param name="providerId">Only accounts of this provider, or <c>null</c>.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="NotFoundException">One of the ids is of no account.</exception>
    public async Task<VerificationRun> StartAsync(Guid id, IReadOnlyCollection<Guid>? ids, string? environment, string? providerId, CancellationToken cancellationToken)
    {
        // Of a hundred thousand only those that are named are read.
        IReadOnlyList<Account> all = ids is null ? await accounts.ListAsync(cancellationToken) : await accounts.ListAsync(ids, cancellationToken);
        HashSet<Guid> known = [.. all.Select(account => account.Id)];
        if (ids?.FirstOrDefault(wanted => !known.Contains(wanted)) is { } unknown && unknown != Guid.Empty)
            throw new NotFoundException("account", unknown.ToString());

        Account[] chosen = [.. all.Where(account => (environment is null || account.Environment.Equals(environment, StringComparison.OrdinalIgnoreCase)) && (providerId is null || account.ProviderId == providerId))];
        VerificationRun run = new(id, chosen.Length, CancellationTokenSource.CreateLinkedTokenSource(shutdown.Token));
        if (!runs.TryAdd(id, run))
            return runs[id];
        Forget();
        _ = Task.Run(() => TestAllAsync(run, chosen), CancellationToken.None);
        return run;
    }

    /// <summary>The run with this id, for who began it and for admins: it names accounts.</summary>
    /// <exception cref="NotFoundException">There is none any more, or it is another's.</exception>
    public VerificationRun Get(Guid id) => runs.GetValueOrDefault(id) is { } run && (ActingAs.Current.IsAdmin || run.BegunBy == ActingAs.Current.PrincipalId) ? run : throw new NotFoundException("verification run", id.ToString());

    /// <summary>Cancels all that goes on.</summary>
    public void Dispose()
    {
        shutdown.Cancel();
        shutdown.Dispose();
    }

    private async Task TestAllAsync(VerificationRun run, Account[] chosen)
    {
        try
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = run.Cancelled };
            await Parallel.ForEachAsync(chosen, options, async (account, token) => run.Add(account, await TestAsync(account, token)));
            run.End("Completed");
        }
        catch (OperationCanceledException)
        {
            run.End("Cancelled");
        }
        catch
        {
            // Nobody awaits this task, and the run must not seem to go on for ever.
            run.End("Failed");
            throw;
        }
    }

    private async Task<(Verdict? Verdict, string? Problem)> TestAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            return (await runner.VerifyAsync(account.Id, cancellationToken), null);
        }
        catch (Exception refusal) when (refusal is ConflictException or NotFoundException or AccessDeniedException)
        {
            return (null, refusal.Message);
        }
    }

    private void Forget()
    {
        foreach (VerificationRun old in runs.Values.Where(run => run.HasEnded).OrderBy(run => run.Number).Take(Math.Max(0, runs.Count - Remembered)))
            runs.TryRemove(old.Id, out _);
    }
}

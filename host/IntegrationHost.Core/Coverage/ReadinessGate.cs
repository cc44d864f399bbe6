using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Coverage;

/// <summary>Tells a deployment whether the modules of an environment can run, and what to do about those that cannot.</summary>
/// <remarks>It judges what who is asking may read. Environments are compared by the account guard's words: <c>eu-production</c> counts for <c>prod</c>.</remarks>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="coverage">Which modules can run at all.</param>
/// <param name="time">The clock.</param>
public sealed class ReadinessGate(HostStore store, IProviderCatalog catalog, CoverageService coverage, TimeProvider time)
{
    /// <summary>Judges the store as it is now.</summary>
    /// <exception cref="NotFoundException">A workflow is asked about, and there is none of that name.</exception>
    public async Task<GateVerdict> JudgeAsync(GateQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        // A workflow that is not there must not pass as one that needs nothing.
        if (question.Workflow is { } workflow && !await coverage.HasWorkflowAsync(workflow, cancellationToken))
            throw new NotFoundException("workflow", "of this name");
        Coverage all = await coverage.GetAsync(cancellationToken);
        CoverageEntry[] entries = [.. all.Entries.Where(entry => question.Workflow is null || entry.Workflow.Equals(question.Workflow, StringComparison.OrdinalIgnoreCase))];
        if (question.Environment is { } environment)
            entries = await InEnvironmentAsync(entries, environment, cancellationToken);

        CoverageEntry[] missing = [.. entries.Where(entry => entry.State != CoverageState.Covered)];
        Dictionary<string, Guid> spare = await SparesAsync(missing, question.Environment, cancellationToken);
        return new GateVerdict(
            question, entries.Length, entries.Length - missing.Length, all.NotNeeded,
            [.. missing.Select(entry => new GateGap(entry, GateActions.For(entry, question.Environment, Spare(entry, spare), catalog)))]);
    }

    private static Guid? Spare(CoverageEntry entry, Dictionary<string, Guid> spares) =>
        entry.ProviderId is { } provider && spares.TryGetValue(provider, out Guid id) && id != entry.AccountId ? id : null;

    /// <summary>What is linked to an account of another environment cannot run in this one, whatever else may be the matter with it.</summary>
    private async Task<CoverageEntry[]> InEnvironmentAsync(CoverageEntry[] entries, string environment, CancellationToken cancellationToken)
    {
        Guid[] linked = [.. entries.Where(IsOfTheRightKind).Select(entry => entry.AccountId).OfType<Guid>().Distinct()];
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<Guid, string> environments = await context.Accounts.AsNoTracking().Where(row => linked.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Environment, cancellationToken);
        return
        [
            .. entries.Select(entry => IsOfTheRightKind(entry) && environments.GetValueOrDefault(entry.AccountId!.Value) is { } actual && !EnvironmentNames.Fits(environment, actual)
                ? entry with { State = CoverageState.OtherEnvironment, Reason = OtherEnvironment(environment, entry.AccountName is null ? null : actual), MissingScopes = [] }
                : entry),
        ];
    }

    /// <summary>Whether an account is linked that could run the module if all were well with it.</summary>
    private static bool IsOfTheRightKind(CoverageEntry entry) => entry.AccountId is not null
        && entry.State is not (CoverageState.NoPlugin or CoverageState.AccountMissing or CoverageState.WrongProvider or CoverageState.WrongKind);

    private static string OtherEnvironment(string wanted, string? actual) => actual switch
    {
        null => $"The linked account is of another environment than '{wanted}'.",
        "" => $"The linked account says no environment, so it does not count for '{wanted}'.",
        _ => $"The linked account is of the environment '{actual}', not of '{wanted}'.",
    };

    /// <summary>Per provider an account that works, fits the environment, and that who is asking may use: linking it may be all there is to do.</summary>
    private async Task<Dictionary<string, Guid>> SparesAsync(CoverageEntry[] missing, string? environment, CancellationToken cancellationToken)
    {
        string[] providers = [.. missing.Select(entry => entry.ProviderId).OfType<string>().Distinct()];
        if (providers.Length == 0)
            return [];

        DateTimeOffset now = time.GetUtcNow();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AccountRow> rows = context.Accounts.Where(row => providers.Contains(row.ProviderId) && row.Status == AccountStatus.Ready && row.EarnedVerdictId != null);
        if (await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Execute, cancellationToken) is { } allowed)
            rows = rows.Where(row => allowed.Contains(row.Id));
        return (await AccountFacts.ReadAsync(context, rows, cancellationToken)).Values
            .Where(account => account.Verdict is VerdictKind.Valid && account.Problem is null && account.Blocking is null && !(account.ExpiresAt <= now)
                && (environment is null || EnvironmentNames.Fits(environment, account.Environment)))
            .GroupBy(account => account.ProviderId!)
            .ToDictionary(group => group.Key, group => group.OrderBy(account => account.Name, StringComparer.Ordinal).ThenBy(account => account.Id).First().Id);
    }
}

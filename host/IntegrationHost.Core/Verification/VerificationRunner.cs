using System.Collections.Concurrent;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Verification;

/// <summary>Runs smoke tests and keeps what they found.</summary>
/// <param name="store">The open store.</param>
/// <param name="accounts">Opens the credentials.</param>
/// <param name="channels">Opens the way to the provider.</param>
/// <param name="smokeTest">Decides.</param>
/// <param name="time">The clock.</param>
public sealed class VerificationRunner(HostStore store, AccountService accounts, IProviderChannelFactory channels, ISmokeTest smokeTest, TimeProvider time)
{
    // How many attempts an account keeps, beside the earned one.
    private const int KeptAttempts = 200;

    private readonly ConcurrentDictionary<(Guid Account, long Version), Lazy<Task<Verdict>>> running = new();

    /// <summary>
    /// Runs the smoke test of an account now and stores its verdict. Calls that come while one runs for the same values share it.
    /// A secret that is missing or damaged, or that changes meanwhile, is an <c>Indeterminate</c> verdict with a rule id that begins with <c>host.</c>.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It is trashed, has no provider, the provider's plugin is not active, or its egress policy changed.</exception>
    public async Task<Verdict> VerifyAsync(Guid accountId, CancellationToken cancellationToken)
    {
        CredentialAccess access = await accounts.OpenCredentialAsync(accountId, cancellationToken);
        (Guid, long) key = (accountId, access.CredentialVersion);
        Lazy<Task<Verdict>> own = new(() => Task.Run(() => RunOnceAsync(accountId, access), CancellationToken.None));
        Lazy<Task<Verdict>> flight = running.GetOrAdd(key, own);
        if (flight != own)
            await store.Audit.RecordAsync(Use(accountId, AuditResults.Joined), cancellationToken);

        // A caller that goes away does not end the run of the others; the channel's own time-outs bound it.
        return await flight.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Runs the smoke test of values that are not stored, and keeps nothing of it.</summary>
    internal async Task<Verdict> TryAsync(CredentialAccess candidate, CancellationToken cancellationToken)
    {
        Guid accountId = Guid.Parse(candidate.Target.AccountId);
        await store.Audit.IntendAsync(Use(accountId, AuditResults.Intent), cancellationToken);
        Verdict? verdict = null;
        try
        {
            return verdict = await TestAsync(candidate).WaitAsync(cancellationToken);
        }
        finally
        {
            await store.Audit.ConcludeAsync(Use(accountId, verdict is null ? AuditResults.Failed : AuditResults.Ok));
        }
    }

    /// <summary>Verdicts of an account, newest first.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public async Task<IReadOnlyList<Verdict>> HistoryAsync(Guid accountId, int max, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Accounts.AnyAsync(account => account.Id == accountId, cancellationToken))
            throw new NotFoundException("account", accountId.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, accountId, Permission.Read, cancellationToken);
        List<VerdictRow> rows = await context.Verdicts.AsNoTracking().Where(row => row.AccountId == accountId)
            .OrderByDescending(row => row.Id).Take(Math.Clamp(max, 0, KeptAttempts)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToVerdict())];
    }

    private async Task<Verdict> RunOnceAsync(Guid accountId, CredentialAccess access)
    {
        bool concluded = true;
        try
        {
            // Nothing is opened before this is written; whatever happens then, its end is written, too.
            await store.Audit.IntendAsync(Use(accountId, AuditResults.Intent), CancellationToken.None);
            concluded = false;
            Verdict verdict = await TestAsync(access);
            concluded = await StoreAsync(accountId, access.CredentialVersion, verdict);
            return concluded
                ? verdict
                : OwnVerdict("host.credential-changed", "The account changed during the smoke test, so that its outcome says nothing. Run it again.");
        }
        catch (AuditUnavailableException) when (!concluded)
        {
            store.Audit.LoseOutcome();
            concluded = true;
            throw;
        }
        finally
        {
            if (!concluded)
                await store.Audit.ConcludeAsync(Use(accountId, AuditResults.Failed));
            running.TryRemove((accountId, access.CredentialVersion), out _);
        }
    }

    private async Task<Verdict> TestAsync(CredentialAccess access)
    {
        if (access.Kind.Auth.Scheme == AuthScheme.Stored)
            return OwnVerdict("host.no-smoke-test", "This account is kept for ThorAPI, which runs its modules; the host sends it nowhere, so that nothing here can test it.");

        if (access.MissingFields.Count > 0)
        {
            string missing = string.Join(", ", access.MissingFields.Select(field => field.Label));
            return OwnVerdict("host.missing-secret", $"Not set: {missing}. Set it, then run the smoke test again. Nothing was sent.");
        }

        try
        {
            return await smokeTest.RunAsync(access.Kind.Verification, channels.Open(access.Target, access.Source), access.Source, CancellationToken.None);
        }
        catch (SecretDamagedException exception)
        {
            return OwnVerdict("host.secret-damaged", exception.Message);
        }
    }

    // False if the values that were tested are no longer those that are stored.
    private async Task<bool> StoreAsync(Guid accountId, long credentialVersion, Verdict verdict)
    {
        await using StoreWrite write = await store.BeginAsync(CancellationToken.None);
        HostDbContext context = write.Context;
        AccountRow? row = await context.Accounts.FirstOrDefaultAsync(account => account.Id == accountId);
        if (row is null || row.CredentialVersion != credentialVersion)
            return false;

        VerdictRow stored = VerdictRow.From(accountId, credentialVersion, verdict);
        context.Verdicts.Add(stored);
        await context.SaveChangesAsync();

        row.LastVerdictId = stored.Id;
        if (verdict.IsEarned)
        {
            row.EarnedVerdictId = stored.Id;
            row.Problem = null;
            if (row.Status != AccountStatus.Closed)
                row.Status = verdict.Kind == VerdictKind.Invalid ? AccountStatus.Error : AccountStatus.Ready;

            // Another owner is not taken over: it stays a finding until a person accepts it.
            if (verdict.Owner is { } owner && (AccountOwner.FromJson(row.ExpectedOwner) is not { } expected || !owner.IsOtherThan(expected)))
                row.ExpectedOwner = owner.ToJson();
        }

        row.Version++;
        await context.SaveChangesAsync();
        await PruneAsync(context, row);
        write.Record(Use(accountId, AuditResults.Ok) with
        {
            Details = [("verdict", verdict.Kind.ToString()), ("rule", verdict.RuleId), ("status", verdict.StatusCode is { } status ? $"{status}" : "")],
        });
        await write.CommitAsync(CancellationToken.None);
        return true;
    }

    private static async Task PruneAsync(HostDbContext context, AccountRow row)
    {
        long oldest = await context.Verdicts.Where(verdict => verdict.AccountId == row.Id).OrderByDescending(verdict => verdict.Id)
            .Skip(KeptAttempts - 1).Select(verdict => verdict.Id).FirstOrDefaultAsync();
        await context.Verdicts.Where(verdict => verdict.AccountId == row.Id && verdict.Id < oldest && verdict.Id != row.EarnedVerdictId).ExecuteDeleteAsync();
    }

    private static AuditEvent Use(Guid accountId, string result) => new(AuditActions.AccountVerify, "account", accountId.ToString(), result);

    private Verdict OwnVerdict(string ruleId, string message) => new()
    {
        Kind = VerdictKind.Indeterminate,
        RuleId = ruleId,
        Message = message,
        At = time.GetUtcNow(),
        Duration = TimeSpan.Zero,
    };
}

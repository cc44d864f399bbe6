using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>What one account is read with, compiled once: EF would build and look up each query anew at every request, which takes longer than SQLite does.</summary>
internal static class AccountQueries
{
    public static readonly Func<HostDbContext, Guid, CancellationToken, Task<AccountRow?>> Row = EF.CompileAsyncQuery(
        (HostDbContext context, Guid id, CancellationToken cancellationToken) => context.Accounts.AsNoTracking().FirstOrDefault(row => row.Id == id));

    public static readonly Func<HostDbContext, Guid, IAsyncEnumerable<AccountSecretFacts>> Secrets = EF.CompileAsyncQuery(
        (HostDbContext context, Guid id) => context.Secrets.AsNoTracking().Where(secret => secret.AccountId == id)
            .Select(secret => new AccountSecretFacts(secret.FieldKey, secret.UpdatedAt, secret.Reference, secret.Fingerprint != null)));

    public static readonly Func<HostDbContext, Guid, IAsyncEnumerable<AccountFieldRow>> Fields = EF.CompileAsyncQuery(
        (HostDbContext context, Guid id) => context.Fields.AsNoTracking().Where(field => field.AccountId == id));

    public static readonly Func<HostDbContext, long, long, IAsyncEnumerable<VerdictRow>> Verdicts = EF.CompileAsyncQuery(
        (HostDbContext context, long earned, long last) => context.Verdicts.AsNoTracking().Where(verdict => verdict.Id == earned || verdict.Id == last));

    public static readonly Func<HostDbContext, Guid, CancellationToken, Task<int>> Links = EF.CompileAsyncQuery(
        (HostDbContext context, Guid id, CancellationToken cancellationToken) => context.Modules.Count(module => !module.Trashed && module.AccountId == id));

    public static readonly Func<HostDbContext, Guid, CancellationToken, Task<string?>> UpstreamProblem = EF.CompileAsyncQuery(
        (HostDbContext context, Guid id, CancellationToken cancellationToken) => context.UpstreamAccounts
            .Where(there => there.AccountId == id && there.State != UpstreamAccountState.Settled && there.Problem != null).Select(there => there.Problem).FirstOrDefault());
}

using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Brings together what a channel for one account needs.</summary>
internal sealed class CredentialOpener(HostStore store, IProviderCatalog catalog, TimeProvider time)
{
    private const int MostLooks = 10;

    private readonly SecretBox box = new(store.Keys);
    private readonly TokenLeases leases = new(store, time);

    /// <summary>
    /// Opens an account's credential. A plugin that is replaced moves its accounts' values and is offered a moment later: what was read in between would fit neither version,
    /// and is read again.
    /// </summary>
    public async Task<CredentialAccess> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (catalog is not LiveCatalog live)
            return await OpenOnceAsync(id, cancellationToken);

        for (int look = 1; ; look++)
        {
            await live.Settled.WaitAsync(cancellationToken);
            long revision = live.Revision;
            try
            {
                CredentialAccess access = await OpenOnceAsync(id, cancellationToken);
                if (live.Revision == revision || look == MostLooks)
                    return access;
            }
            catch (ConflictException) when (live.Revision != revision && look < MostLooks)
            {
                // It may be none in the state that comes.
            }
        }
    }

    private async Task<CredentialAccess> OpenOnceAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);

        // One statement, so that values and version are of the same moment.
        AccountRow row = await context.Accounts.AsNoTracking().Include(account => account.Secrets).Include(account => account.Fields).AsSingleQuery()
            .FirstOrDefaultAsync(account => account.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Execute, cancellationToken);
        if (row.Trashed)
            throw new ConflictException("The account is in the trash. Restore it first.");

        CatalogProvider? provider = catalog.Find(row.ProviderId, row.PluginVersion);
        CredentialKindDescriptor? kind = provider?.FindKind(row.CredentialKindId);
        HashSet<string> setKeys = [.. row.Secrets.Select(secret => secret.FieldKey), .. row.Fields.Select(field => field.FieldKey)];
        AccountEgress egress = AccountEgress.For(row.ProviderId, provider, kind, row.BaseUrl);
        if (provider is null || kind is null || (row.Secrets.Count > 0 && egress.Policy.Text != row.EgressPolicy))
        {
            row.Problem = null;
            throw new ConflictException(AccountProblem.Of(row, provider, kind, setKeys, row.Secrets.Count > 0) ?? AccountProblem.NoProvider);
        }

        Uri? ownBaseUrl = row.BaseUrl is null ? null : egress.BaseUrl;
        ChannelTarget target = ChannelTarget.For(row.Id.ToString(), provider.Descriptor, kind, ownBaseUrl) with { AllowedHosts = egress.AllowedHosts };
        StoredCredentialSource source = new(row, kind, egress.Policy, box, leases, (field, problem, token) => RecordDamageAsync(row, field, problem, token));
        return new CredentialAccess(target, source, provider, kind)
        {
            CredentialVersion = row.CredentialVersion,
            ExpectedOwner = AccountOwner.FromJson(row.ExpectedOwner),
            MissingFields = AccountProblem.Missing(kind, setKeys),
        };
    }

    // Kept only while the values are still those that were found damaged.
    private async Task RecordDamageAsync(AccountRow row, string field, string problem, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await write.Context.Accounts.Where(account => account.Id == row.Id && account.CredentialVersion == row.CredentialVersion)
            .ExecuteUpdateAsync(update => update.SetProperty(account => account.Problem, problem), cancellationToken);
        write.Record(new AuditEvent(AuditActions.AccountDamage, "account", row.Id.ToString(), AuditResults.Failed, ("field", field)));
        await write.CommitAsync(cancellationToken);
    }
}

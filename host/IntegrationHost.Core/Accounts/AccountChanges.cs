using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Changes accounts in place.</summary>
internal sealed class AccountChanges(HostStore store, IProviderCatalog catalog, TimeProvider time, CredentialWriter writer, AccountRights rights, StoredAccounts stored, UpstreamSync? upstream)
{
    private readonly CredentialMigration migration = new(store.Keys);

    /// <summary>Changes an account in place: id and links stay.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">Values or the base address are to change, but the provider's plugin is not active; or the values changed meanwhile.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not change it.</exception>
    public async Task<AccountCreated> ChangeAsync(Guid id, AccountChange change, CancellationToken cancellationToken)
    {
        ProblemList problems = new();
        await rights.AskUpstreamAsync(id, Permission.Write, cancellationToken);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        AccountRow row = await context.Accounts.Include(account => account.Secrets).Include(account => account.Fields).AsSplitQuery()
            .FirstOrDefaultAsync(account => account.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Write, cancellationToken);
        if (change.Trashed == true && !row.Trashed)
            await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Delete, cancellationToken);
        if (change.IfCredentialVersion is { } version && version != row.CredentialVersion)
            throw new ConflictException("The account's values changed meanwhile. Look at them, then try again.");
        if (change.ExpectedVersion is { } expected && expected != row.Version)
            throw new VersionException("The account was changed meanwhile. Read it again, then repeat the change with its new ETag.");
        DateTimeOffset now = time.GetUtcNow();

        ChangeFacts(row, change, problems);
        await ChangeVersionAsync(write, row, change.PluginVersion, now, problems, cancellationToken);
        Dictionary<FieldSpec, string?> values = ChangeCredential(row, change, now, problems, out IReadOnlyList<string> dropped);
        await ReferenceRules.CheckAsync(store, context, values, problems, cancellationToken);
        problems.ThrowIfAny();
        bool there = upstream is not null && await upstream.Accounts.NoteAsync(context, row, AccountChangeNames.Thor(change, values.Keys), change.Trashed == true, cancellationToken);
        if (change.AcceptOwner)
            row.ExpectedOwner = await context.Verdicts.Where(verdict => verdict.Id == row.EarnedVerdictId && verdict.AccountId == id).Select(verdict => verdict.Owner).FirstOrDefaultAsync(cancellationToken);
        if (change.Trashed == true && !row.Trashed)
            await ModuleLinks.RemoveAllAsync(context, id, now, cancellationToken);
        row.Trashed = change.Trashed ?? row.Trashed;
        row.ModifiedAt = now;
        row.Version++;
        await stored.WarnOfSameAsync(context, row, values.Keys, problems, cancellationToken);
        write.Record(new AuditEvent(
            AuditActions.AccountChange, "account", id.ToString(), AuditResults.Ok,
            [
                ("fields", FieldSpec.Keys(values.Keys)), ("changed", AccountChangeNames.Of(change)), ("dropped", string.Join(' ', dropped)),
                .. AuditValue.Address(store.Keys, change.BaseUrlGiven ? row.BaseUrl : null),
            ]));
        await write.CommitAsync(cancellationToken);
        if (there)
            problems.Warnings.AddRange(await upstream!.CarryAsync(id, cancellationToken));
        return await stored.CreatedAsync(context, id, problems, cancellationToken);
    }

    private void ChangeFacts(AccountRow row, AccountChange change, ProblemList problems)
    {
        if (change.Name?.Trim() is { } name)
        {
            if (name.Length == 0)
                problems.Add("name", "The name is empty. Give one, or leave it out to keep the present one.");
            NameRules.Check("name", name, change.Fields.Values, catalog, problems);
            row.Name = name;
        }

        if (change.Environment?.Trim() is { } environment)
        {
            NameRules.Check("environment", environment, change.Fields.Values, catalog, problems);
            row.Environment = environment;
        }

        row.Status = change.Status ?? row.Status;
    }

    private async Task ChangeVersionAsync(StoreWrite write, AccountRow row, string? versions, DateTimeOffset now, ProblemList problems, CancellationToken cancellationToken)
    {
        string? wanted = versions?.Trim() is { Length: > 0 } range ? range : null;
        if (versions is null || wanted == row.PluginVersion)
            return;

        CatalogProvider? before = catalog.Find(row.ProviderId, row.PluginVersion);
        CatalogProvider? after = catalog.Find(row.ProviderId, wanted);
        if (wanted is not null && !VersionRange.TryParse(wanted, out _))
            problems.Add("pluginVersion", "It is no range of semantic versions. Write it as 1.x, ~1.2 or >=1.2 <3.");
        else if (wanted is not null && after is null)
            problems.Add("pluginVersion", "No version of the plugin within this range serves. Approve one first; the list of plugins shows the versions.");
        if (problems.Any)
            return;

        row.PluginVersion = wanted;
        await migration.MoveAsync(write, row, before, after, now, cancellationToken);
    }

    private Dictionary<FieldSpec, string?> ChangeCredential(
        AccountRow row, AccountChange change, DateTimeOffset now, ProblemList problems, out IReadOnlyList<string> dropped)
    {
        dropped = [];
        if (change.Fields.Count == 0 && !change.BaseUrlGiven)
            return [];

        CatalogProvider? provider = catalog.Find(row.ProviderId, row.PluginVersion);
        CredentialKindDescriptor? kind = provider?.FindKind(row.CredentialKindId);
        if (row.ProviderId is not null && kind is null)
            throw new ConflictException($"The values cannot be checked, because no active plugin offers the provider '{row.ProviderId}'. See the list of plugins for the cause.");

        string? baseUrl = change.BaseUrlGiven ? BaseUrlRules.Check(change.BaseUrl, provider?.BaseUrl, kind, problems) : row.BaseUrl;
        Dictionary<FieldSpec, string?> values = FieldValues.Check(change.Fields, kind, allowOthers: true, problems);
        problems.ThrowIfAny();
        if (values.Count == 0 && baseUrl == row.BaseUrl)
            return values;

        row.BaseUrl = baseUrl;
        dropped = writer.Apply(row, AccountEgress.For(row.ProviderId, provider, kind, baseUrl), values, now);
        if (dropped.Count > 0)
            problems.Warnings.Add($"Where this account's secrets may be sent has changed, so these were dropped: {string.Join(", ", dropped)}. Set them again.");

        // The provider refused the values before; nothing is known of the new ones.
        if (row.Status == AccountStatus.Error && change.Status is null)
            row.Status = AccountStatus.Ready;
        return values;
    }
}

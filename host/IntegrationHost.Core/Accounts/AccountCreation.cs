using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Accounts;

/// <summary>Makes accounts: checked, sealed and stored as one, here and at the upstream.</summary>
internal sealed class AccountCreation(HostStore store, IProviderCatalog catalog, TimeProvider time, CredentialWriter writer, AccountRights rights, StoredAccounts stored, AccountTrash trash, UpstreamSync? upstream)
{
    /// <summary>Validates and stores an account; the row and all of its secrets, or nothing.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="DuplicateAccountException">Another account holds the credential, and the draft refuses that.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not make accounts.</exception>
    public async Task<AccountCreated> CreateAsync(AccountDraft draft, CancellationToken cancellationToken)
    {
        await using (HostDbContext asking = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            await store.Access.EnsureCreateAsync(asking, SecuredType.Account, cancellationToken);
        }

        ProblemList problems = new();
        AccountShape shape = AccountShape.Of(draft, catalog, problems);
        problems.ThrowIfAny();

        string? providerId = shape.Provider?.Descriptor.Id;
        string name = (draft.Name ?? providerId?.ToUpperInvariant() ?? "").Trim();
        if (name.Length == 0 && draft.ProviderId is not null)
            problems.Add("name", "The account needs a name, or a provider to take it from.");
        string environment = draft.Environment.Trim();
        NameRules.Check("name", name, draft.Fields.Values, catalog, problems);
        NameRules.Check("environment", environment, draft.Fields.Values, catalog, problems);
        string? baseUrl = BaseUrlRules.Check(draft.BaseUrl, shape.Provider?.BaseUrl, shape.Kind, problems);
        bool fromThor = draft.ProviderId is null;
        Dictionary<FieldSpec, string?> values = FieldValues.Check(draft.Fields!, shape.Kind, allowOthers: fromThor, problems);
        if (shape.Kind is { } kind && !fromThor && !draft.WithoutValues)
            FieldValues.CheckRequired(kind, values, problems);
        problems.ThrowIfAny();

        UpstreamIntent? intent = upstream is null ? null : await upstream.Accounts.BeginAsync(name, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        AccountRow row = new()
        {
            Id = draft.Id ?? Guid.NewGuid(),
            OwnerId = ActingAs.Current.PrincipalId is var owner && owner == Guid.Empty ? store.LocalOperatorId : owner,
            Name = name,
            ProviderId = providerId,
            CredentialKindId = shape.Kind?.Id,
            Environment = environment,
            Status = draft.Status,
            BaseUrl = baseUrl,
            CreatedAt = now,
            ModifiedAt = now,
            Version = 1,
        };

        // Sealed inside the transaction: a rotation of the data key waits for it, or it for the rotation.
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await ReferenceRules.CheckAsync(store, write.Context, values, problems, cancellationToken);
        problems.ThrowIfAny();
        writer.Apply(row, AccountEgress.For(providerId, shape.Provider, shape.Kind, baseUrl), values, now);
        if (draft.RefuseDuplicate)
            await Duplicates.RefuseAsync(write.Context, row, shape.Kind, await rights.AllowedAsync(write.Context, cancellationToken), cancellationToken);
        await stored.WarnOfSameAsync(write.Context, row, values.Keys, problems, cancellationToken);
        write.Context.Accounts.Add(row);
        store.Access.AddOwner(write.Context, SecuredType.Account, row.Id, now);
        write.Record(new AuditEvent(
            AuditActions.AccountCreate, "account", row.Id.ToString(), AuditResults.Ok,
            [("provider", providerId ?? ""), ("kind", row.CredentialKindId ?? ""), ("fields", FieldSpec.Keys(values.Keys)), .. AuditValue.Address(store.Keys, baseUrl)]));
        if (intent is not null)
            upstream!.Accounts.Add(write.Context, row.Id, name, intent);
        await write.CommitAsync(cancellationToken);
        if (intent is not null)
            problems.Warnings.AddRange(await MakeThereAsync(intent, row, values, cancellationToken));
        return await stored.CreatedAsync(write.Context, row.Id, problems, cancellationToken);
    }

    /// <summary>Makes a new account at the upstream, too. One that it refuses is not kept here either.</summary>
    private async Task<IReadOnlyList<string>> MakeThereAsync(UpstreamIntent intent, AccountRow row, Dictionary<FieldSpec, string?> values, CancellationToken cancellationToken)
    {
        try
        {
            return await upstream!.Accounts.MakeAsync(intent.Session, row.Id, UpstreamValues.Of(row.Name, row.Status, values), cancellationToken);
        }
        catch (UpstreamException refused)
        {
            await upstream!.Accounts.ForgetAsync(row.Id);
            await trash.RemoveAsync(row.Id, CancellationToken.None);
            throw new UpstreamException($"The account was not stored: the upstream refused it. {refused.Message}", refused.Fault);
        }
    }

    /// <summary>Accounts that hold the same credential as the draft. Nothing is stored.</summary>
    public async Task<IReadOnlyList<SameCredential>> FindDuplicatesAsync(AccountDraft draft, CancellationToken cancellationToken)
    {
        ProblemList problems = new();
        AccountShape shape = AccountShape.Of(draft, catalog, problems);
        problems.ThrowIfAny();
        Dictionary<FieldSpec, string?> values = FieldValues.Check(draft.Fields!, shape.Kind, allowOthers: draft.ProviderId is null, problems);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await Duplicates.FindAsync(context, writer.Fingerprints(values), shape.Kind, await rights.AllowedAsync(context, cancellationToken), cancellationToken);
    }
}

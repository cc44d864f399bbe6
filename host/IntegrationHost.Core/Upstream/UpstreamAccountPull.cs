using System.Text.Json;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Brings the upstream's accounts into this store: names, never secrets. A server may show secrets to their owner; nothing of them is looked at or kept.</summary>
internal sealed class UpstreamAccountPull(HostStore store, IProviderCatalog catalog, UpstreamAccounts accounts, TimeProvider time)
{
    public int Added { get; private set; }

    public List<string> Notes { get; } = [];

    /// <summary>Reads the list, adds what is new, and notes what was deleted there. The caller has the turn.</summary>
    /// <exception cref="UpstreamException">The list cannot be read.</exception>
    public async Task RunAsync(ThorSession session, CancellationToken cancellationToken)
    {
        ThorList list = await ThorPages.ReadAsync(session, ThorAccounts.Path, null, cancellationToken);
        List<UpstreamAccountRow> mapped;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
            mapped = await context.UpstreamAccounts.AsNoTracking().Where(row => row.UpstreamId != null).ToListAsync(cancellationToken);
        if (list.Missing && mapped.Count > 0)
            throw new UpstreamException($"{session.At(ThorAccounts.Path)} answered 404, where {mapped.Count} accounts were before: nothing was changed here. Check the address.", UpstreamFault.NotFound);

        foreach (UpstreamAccountRow row in mapped.Where(row => RowMac.Holds(store.Keys, row)))
            await CompareAsync(session, row, list.Rows, cancellationToken);
        HashSet<string> known = new(mapped.Select(row => row.UpstreamId!), StringComparer.OrdinalIgnoreCase);
        await AddAsync(session, [.. list.Rows.Where(row => !known.Contains(row.Key) && !ThorJson.Flag(row.Value, "trashed"))], cancellationToken);
    }

    // Not in the list can also mean that it slipped from page to page; only its own address tells that it is gone.
    private async Task CompareAsync(ThorSession session, UpstreamAccountRow row, IReadOnlyDictionary<string, JsonElement> rows, CancellationToken cancellationToken)
    {
        if (rows.TryGetValue(row.UpstreamId!, out JsonElement there) && !ThorJson.Flag(there, "trashed"))
        {
            if (row.State == UpstreamAccountState.Gone)
                await accounts.MarkSettledAsync(row, cancellationToken);
            return;
        }

        if (row.State is UpstreamAccountState.Gone or UpstreamAccountState.Deleting)
            return;
        using JsonDocument? found = await ThorAccounts.FindAsync(session, row.UpstreamId!, cancellationToken);
        if (found is null || ThorJson.Flag(found.RootElement, "trashed"))
        {
            await accounts.MarkGoneAsync(row, cancellationToken);
            Notes.Add($"Account {row.Name} was deleted at the upstream. Send it there anew (integration-host upstream push \"{row.Name}\"), or delete it here, too.");
        }
    }

    private async Task AddAsync(ThorSession session, List<KeyValuePair<string, JsonElement>> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HashSet<Guid> taken = [.. await write.Context.Accounts.Select(row => row.Id).ToListAsync(cancellationToken)];
        foreach ((string id, JsonElement row) in rows)
        {
            if (!taken.Add(Guid.Parse(id)))
                continue;
            AccountRow account = Copy(Guid.Parse(id), row, now);
            write.Context.Accounts.Add(account);
            store.Access.AddOwner(write.Context, SecuredType.Account, account.Id, now);
            UpstreamAccountRow mapping = new()
            {
                AccountId = account.Id,
                Server = session.Server.AbsoluteUri.TrimEnd('/'),
                UpstreamId = id,
                State = UpstreamAccountState.Settled,
                Name = account.Name,
                At = now,
            };
            RowMac.Sign(store.Keys, mapping);
            write.Context.UpstreamAccounts.Add(mapping);
            Added++;
        }

        await write.CommitAsync(cancellationToken);
    }

    private AccountRow Copy(Guid id, JsonElement row, DateTimeOffset now)
    {
        string name = Shown("name", ThorJson.Text(row, "accountName"));
        CatalogProvider? provider = catalog.GuessByAccountName(name);
        CredentialKindDescriptor? kind = provider is { Descriptor.CredentialKinds.Count: > 0 } ? provider.FindKind(null) : null;
        AccountRow account = new()
        {
            Id = id,
            OwnerId = store.LocalOperatorId,
            Name = name,
            ProviderId = kind is null ? null : provider!.Descriptor.Id,
            CredentialKindId = kind?.Id,
            Status = Enum.TryParse(ThorJson.Text(row, "status"), ignoreCase: true, out AccountStatus status) && Enum.IsDefined(status) ? status : AccountStatus.Ready,
            CreatedAt = now,
            ModifiedAt = now,
            Version = 1,
        };
        if (Shown("username", ThorJson.Text(row, "username")) is { Length: > 0 } user && user != ThorJson.Mask && FieldSpec.Find(kind, "username", allowOthers: true) is { Secret: false } spec)
            account.Fields.Add(new AccountFieldRow { AccountId = id, FieldKey = spec.Key, Value = user, UpdatedAt = now });
        return account;
    }

    // Names are shown and logged: one that is no name, or looks like a key, is left out.
    private string Shown(string key, string? text)
    {
        ProblemList problems = new();
        string trimmed = (text ?? "").Trim();
        NameRules.Check(key, trimmed, [], catalog, problems);
        return problems.Any ? "" : trimmed;
    }
}

using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Opens the values of an account for the upstream. Only for accounts that are made there: where their values may go besides the provider was a person's decision.</summary>
internal sealed class UpstreamValues(HostStore store, IProviderCatalog catalog)
{
    private readonly SecretBox box = new(store.Keys);

    /// <summary>All values that ThorAPI has a place for. The caller records the use first.</summary>
    /// <exception cref="UpstreamException">There is no such account any more, or a value does not open.</exception>
    public async Task<ThorAccountValues> OpenAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        AccountRow row = await context.Accounts.AsNoTracking().Include(account => account.Secrets).Include(account => account.Fields).AsSingleQuery()
            .FirstOrDefaultAsync(account => account.Id == accountId, cancellationToken) ?? throw new UpstreamException("The account is not here any more.", UpstreamFault.Unusable);
        CredentialKindDescriptor? kind = catalog.Find(row.ProviderId)?.FindKind(row.CredentialKindId);
        EgressPolicy policy = EgressPolicy.FromText(row.EgressPolicy);
        Dictionary<FieldSpec, string?> values = [];
        foreach (AccountSecretRow secret in row.Secrets)
        {
            if (FieldSpec.Find(kind, secret.FieldKey, allowOthers: true) is not { } spec)
                continue;
            try
            {
                using SecretText text = box.Open(new SecretPlace(row.Id, secret.FieldKey, secret.Version, policy), secret.Envelope);
                values[spec] = new string(text.Reveal());
            }
            catch (SecretDamagedException failure)
            {
                throw new UpstreamException(failure.Message, UpstreamFault.Unusable);
            }
        }

        foreach (AccountFieldRow field in row.Fields)
        {
            if (FieldSpec.Find(kind, field.FieldKey, allowOthers: true) is { } spec)
                values[spec] = field.Value;
        }

        return Of(row.Name, row.Status, values);
    }

    /// <summary>Values as ThorAPI has them. What stays in a vault stays there, and what ThorAPI has no place for is only here; both is told.</summary>
    public static ThorAccountValues Of(string name, AccountStatus status, IReadOnlyDictionary<FieldSpec, string?> values)
    {
        Dictionary<string, string?> fields = [];
        List<string> warnings = [];
        foreach ((FieldSpec spec, string? value) in values)
        {
            if (UpstreamAccounts.ThorName(spec.Property) is not { } property)
                warnings.Add($"ThorAPI has no place for {spec.Label}: it is only here.");
            else if (spec.Secret && value is not null && SecureKeyReference.IsMeant(value))
                warnings.Add($"{spec.Label} stays in the vault: the upstream holds no value for it.");
            else
                fields[property] = value;
        }

        return new ThorAccountValues { Name = name, Status = status.ToString().ToLowerInvariant(), Fields = fields, Warnings = warnings };
    }
}

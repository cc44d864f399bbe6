using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Accounts;

/// <summary>What a draft is an account of.</summary>
/// <param name="Provider">Its provider, or <c>null</c> if it cannot be told.</param>
/// <param name="Kind">Its credential kind, or <c>null</c> without a provider.</param>
internal sealed record AccountShape(CatalogProvider? Provider, CredentialKindDescriptor? Kind)
{
    private static readonly AccountShape Unknown = new(null, null);

    public static AccountShape Of(AccountDraft draft, IProviderCatalog catalog, ProblemList problems) =>
        draft.ProviderId is null ? Guess(draft, catalog, problems) : Find(draft, catalog, problems);

    private static AccountShape Find(AccountDraft draft, IProviderCatalog catalog, ProblemList problems)
    {
        if (catalog.Find(draft.ProviderId) is not { } provider)
        {
            problems.Add("providerId", $"No active plugin offers this provider. Active are: {Names(catalog.Providers.Select(active => active.Descriptor.Id))}.");
            return Unknown;
        }

        if (provider.FindKind(draft.CredentialKindId) is { } kind)
            return new AccountShape(provider, kind);

        problems.Add("credentialKindId", $"{provider.Descriptor.Name} has no such kind of credential. It has: {Names(provider.Descriptor.CredentialKinds.Select(known => known.Id))}.");
        return Unknown;
    }

    // ThorAPI knows no provider: the name tells it, and the key tells the kind.
    private static AccountShape Guess(AccountDraft draft, IProviderCatalog catalog, ProblemList problems)
    {
        if (catalog.GuessByAccountName(draft.Name) is not { } provider)
            return Unknown;

        if (!draft.Fields.TryGetValue("apiKey", out string? key))
            return new AccountShape(provider, provider.FindKind(draft.CredentialKindId) ?? provider.Descriptor.CredentialKinds[0]);

        CredentialKindDescriptor? kind = provider.Descriptor.CredentialKinds.FirstOrDefault(candidate =>
            candidate.Fields.Any(field => field.AccountProperty == AccountProperty.ApiKey && FieldRules.LooksLike(field, key)));
        if (kind is not null)
            return new AccountShape(provider, kind);

        problems.Warnings.Add($"The name speaks of {provider.Descriptor.Name}, but the key is of no kind that it has. The account is stored without a provider.");
        return Unknown;
    }

    private static string Names(IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } names ? names : "none";
}

using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>Which field of an account is ThorAPI's user name: the kind of credential says it, and <c>username</c> where it does not.</summary>
/// <param name="Fields">Fields that are one, as <c>provider/kind/field</c>.</param>
/// <param name="Kinds">Kinds that say it, as <c>provider/kind</c>.</param>
internal sealed record UsernameKeys(string[] Fields, string[] Kinds)
{
    public const string Usual = "username";

    public static UsernameKeys Of(IProviderCatalog catalog)
    {
        (string Kind, string Field)[] told = [.. from provider in catalog.Providers
            from kind in provider.Descriptor.CredentialKinds
            let field = kind.Fields.FirstOrDefault(field => field is { AccountProperty: AccountProperty.Username, Secret: false })
            where field is not null && field.Key != Usual
            select ($"{provider.Descriptor.Id}/{kind.Id}", field.Key)];
        return new UsernameKeys([.. told.Select(entry => $"{entry.Kind}/{entry.Field}")], [.. told.Select(entry => entry.Kind)]);
    }
}

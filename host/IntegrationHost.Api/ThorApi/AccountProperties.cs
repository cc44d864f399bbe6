using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Which field of a credential kind stands behind a property of ThorAPI's IntegrationAccount.</summary>
internal static class AccountProperties
{
    /// <summary>The properties with their names on the wire. An account without a provider has fields of the same names.</summary>
    public static readonly IReadOnlyDictionary<AccountProperty, string> WireNames = new Dictionary<AccountProperty, string>
    {
        [AccountProperty.ApiKey] = "apiKey",
        [AccountProperty.Password] = "password",
        [AccountProperty.Username] = "username",
        [AccountProperty.AccountId] = "accountId",
    };

    /// <summary>The key of the field; the wire name where the kind has none for it.</summary>
    public static string FieldKey(AccountProperty property, CredentialKindDescriptor? kind) =>
        kind?.Fields.FirstOrDefault(field => field.AccountProperty == property)?.Key ?? WireNames[property];
}

using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Accounts;

/// <summary>A field that an account may have: one of its kind, or one of ThorAPI's own.</summary>
/// <param name="Key">Key under which it is stored.</param>
/// <param name="Label">Label for messages.</param>
/// <param name="Secret">Whether it is sealed.</param>
/// <param name="Property">ThorAPI's property for it.</param>
/// <param name="Descriptor">The kind's description; <c>null</c> for one of ThorAPI's own.</param>
internal sealed record FieldSpec(string Key, string Label, bool Secret, AccountProperty Property, CredentialFieldDescriptor? Descriptor)
{
    private static readonly FieldSpec[] Thor =
    [
        new("apiKey", "API key", Secret: true, AccountProperty.ApiKey, null),
        new("password", "Password", Secret: true, AccountProperty.Password, null),
        new("username", "User name", Secret: false, AccountProperty.Username, null),
        new("accountId", "Account id", Secret: true, AccountProperty.AccountId, null),
    ];

    /// <summary>The field meant by a key: the kind's own, the one that carries ThorAPI's property of that name, or that property itself.</summary>
    /// <param name="kind">The kind; <c>null</c> without a provider.</param>
    /// <param name="key">The key as given.</param>
    /// <param name="allowOthers">Whether a property of ThorAPI that the kind has no field for may be stored beside it.</param>
    public static FieldSpec? Find(CredentialKindDescriptor? kind, string key, bool allowOthers)
    {
        if (kind?.Fields.FirstOrDefault(field => field.Key == key) is { } own)
            return Of(own);

        FieldSpec? thor = Array.Find(Thor, spec => spec.Key == key);
        if (thor is not null && kind?.Fields.FirstOrDefault(field => field.AccountProperty == thor.Property) is { } mapped)
            return Of(mapped);

        return kind is null || allowOthers ? thor : null;
    }

    public static FieldSpec Of(CredentialFieldDescriptor field) => new(field.Key, field.Label, field.Secret, field.AccountProperty, field);

    /// <summary>Keys for the trail.</summary>
    public static string Keys(IEnumerable<FieldSpec> fields) => string.Join(' ', fields.Select(field => field.Key).Order(StringComparer.Ordinal));
}

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>Properties of ThorAPI's IntegrationAccount that can carry a credential's value.</summary>
public enum AccountProperty
{
    /// <summary>No property: the value lives only in this host.</summary>
    None,

    /// <summary><c>apiKey</c>, a secure field.</summary>
    ApiKey,

    /// <summary><c>password</c>, a secure field.</summary>
    Password,

    /// <summary><c>username</c>.</summary>
    Username,

    /// <summary><c>accountId</c>, a secure field although it looks like an identifier.</summary>
    AccountId,
}

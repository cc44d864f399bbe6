namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How one logs in at Vault or OpenBao.</summary>
public enum VaultMethod
{
    /// <summary>With a token, which is used as it is.</summary>
    Token,

    /// <summary>With a role's id and secret id.</summary>
    AppRole,

    /// <summary>With a JWT.</summary>
    Jwt,

    /// <summary>With the token of a Kubernetes service account.</summary>
    Kubernetes,
}

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A token of Vault or OpenBao, or a login that gives one. All texts are templates; those that a method does not need are empty.</summary>
public sealed record VaultDescriptor
{
    /// <summary>How one logs in.</summary>
    public required VaultMethod Method { get; init; }

    /// <summary>For <see cref="VaultMethod.Token"/>.</summary>
    public string Token { get; init; } = "";

    /// <summary>For <see cref="VaultMethod.AppRole"/>.</summary>
    public string RoleId { get; init; } = "";

    /// <summary>For <see cref="VaultMethod.AppRole"/>.</summary>
    public string SecretId { get; init; } = "";

    /// <summary>For <see cref="VaultMethod.Jwt"/> and <see cref="VaultMethod.Kubernetes"/>.</summary>
    public string Role { get; init; } = "";

    /// <summary>For <see cref="VaultMethod.Jwt"/> and <see cref="VaultMethod.Kubernetes"/>.</summary>
    public string Jwt { get; init; } = "";

    /// <summary>Mount of the auth method: the login is at <c>/v1/auth/MOUNT/login</c>.</summary>
    public string Mount { get; init; } = "";

    /// <summary>Sent as <c>X-Vault-Namespace</c>; left out if empty or if its placeholder has no value.</summary>
    public string Namespace { get; init; } = "";
}

using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Logins;

/// <summary>Who has logged in.</summary>
/// <param name="Token">The JWT; given once and not kept.</param>
/// <param name="Principal">Who it is.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record Login(string Token, Principal Principal, DateTimeOffset ExpiresAt)
{
    /// <summary>Prints who it is, never the token.</summary>
    public override string ToString() => $"Login({Principal.Id})";
}

namespace IntegrationHost.Core.Upstream;

/// <summary>How to authenticate at a ThorAPI server: a token that one has, or a user name and password that give one.</summary>
/// <param name="Token">JWT; <c>null</c> to log in, or to ask without a token.</param>
/// <param name="Username">User name; <c>null</c> without a login.</param>
/// <param name="Password">Password of the user; <c>null</c> without a login.</param>
public sealed record ThorLogin(string? Token, string? Username, string? Password)
{
    /// <summary>Nothing is sent.</summary>
    public static readonly ThorLogin None = new(null, null, null);

    /// <summary>Says which of the three it is, and no value.</summary>
    public override string ToString() => Token is not null ? "ThorLogin(token)" : Username is not null ? "ThorLogin(password)" : "ThorLogin(none)";
}

using System.Text.Json.Nodes;

namespace IntegrationHost.Client.Wire;

/// <summary>Logs in (<c>POST /v1/auth/login</c>).</summary>
/// <param name="Username">Name of the principal.</param>
/// <param name="Password">Its password. Goes in here and never comes out.</param>
public sealed record LoginRequest(string Username, string Password)
{
    /// <summary>Prints nothing of it.</summary>
    public override string ToString() => "LoginRequest";
}

/// <summary>Who has logged in.</summary>
/// <param name="Token">JWT to send as a bearer token; lives an hour.</param>
/// <param name="AuthenticatedPrincipal">The principal as <c>/v1/Principal</c> shows it.</param>
public sealed record LoginAnswer(string Token, JsonObject AuthenticatedPrincipal)
{
    /// <summary>Prints nothing of it.</summary>
    public override string ToString() => "LoginAnswer";
}

/// <summary>Sets a principal's password (<c>PUT /api/principals/{id}/password</c>).</summary>
/// <param name="Password">12 to 256 characters. Goes in here and never comes out.</param>
public sealed record PasswordRequest(string Password)
{
    /// <summary>Prints nothing of it.</summary>
    public override string ToString() => "PasswordRequest";
}

namespace IntegrationHost.Client.Wire;

/// <summary>Begins an authorization (<c>POST /api/accounts/{id}/authorizations</c>).</summary>
public sealed record StartAuthorizationRequest
{
    /// <summary>Whether to use a code on another device instead of a browser on the host's machine.</summary>
    public bool Device { get; init; }
}

/// <summary>An authorization as it stands (<c>GET /api/accounts/{id}/authorizations/{authorization}</c>). Holds no secret.</summary>
/// <param name="Id">UUID.</param>
/// <param name="State"><c>Waiting</c>, <c>Done</c>, <c>Failed</c>, <c>Expired</c> or <c>Canceled</c>.</param>
/// <param name="Url">Address to open in a browser: on the host's machine, or with a user code on any.</param>
/// <param name="UserCode">Code to type on that page; <c>null</c> if the browser must be on the host's machine.</param>
/// <param name="ExpiresAt">Until when access can be granted.</param>
/// <param name="Message">One sentence: what to do, or what came of it.</param>
public sealed record AuthorizationReport(string Id, string State, string Url, string? UserCode, DateTimeOffset ExpiresAt, string Message);

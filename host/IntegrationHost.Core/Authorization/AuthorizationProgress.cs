namespace IntegrationHost.Core.Authorization;

/// <summary>An authorization as it stands. Holds no secret: the refresh token goes into the account, and nowhere else.</summary>
public sealed record AuthorizationProgress
{
    /// <summary>Made by the host.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account that is authorized.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>How far it is.</summary>
    public required AuthorizationState State { get; init; }

    /// <summary>Address to open in a browser: on this machine, or with a <see cref="UserCode"/> on any.</summary>
    public required Uri Url { get; init; }

    /// <summary>Code to type on that page; <c>null</c> if the browser must be on this machine.</summary>
    public string? UserCode { get; init; }

    /// <summary>Until when access can be granted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>One sentence: what to do, or what came of it.</summary>
    public required string Message { get; init; }
}

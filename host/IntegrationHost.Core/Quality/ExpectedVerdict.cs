namespace IntegrationHost.Core.Quality;

/// <summary>What a situation must lead to. What is left out is not looked at.</summary>
internal sealed record ExpectedVerdict
{
    public required string Verdict { get; init; }

    public required string RuleId { get; init; }

    public string? ErrorCode { get; init; }

    public string? Mode { get; init; }

    public string? AccountType { get; init; }

    public string? MessageContains { get; init; }

    public int? ExpiresInSeconds { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<string>? MissingScopes { get; init; }

    public IReadOnlyDictionary<string, string>? Identity { get; init; }

    /// <summary>Texts that the answer held and the channel must have taken out before anything else saw it.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
}

using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Verification;

/// <summary>One smoke test in the database.</summary>
internal sealed class VerdictRow
{
    public long Id { get; set; }

    public required Guid AccountId { get; set; }

    /// <summary>The account's credential version that was tested.</summary>
    public required long CredentialVersion { get; set; }

    public required VerdictKind Kind { get; set; }

    public required string RuleId { get; set; }

    public required string Message { get; set; }

    public int? StatusCode { get; set; }

    public string? ErrorCode { get; set; }

    /// <summary>JSON array of pairs.</summary>
    public required string Identity { get; set; }

    /// <summary>JSON of an <see cref="AccountOwner"/>; <c>null</c> if the provider does not tell.</summary>
    public string? Owner { get; set; }

    /// <summary>JSON array; <c>null</c> if the provider does not tell.</summary>
    public string? Scopes { get; set; }

    /// <summary>JSON array.</summary>
    public required string MissingScopes { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public string? Mode { get; set; }

    public string? AccountType { get; set; }

    public required DateTimeOffset At { get; set; }

    public required long DurationMs { get; set; }

    public static VerdictRow From(Guid accountId, long credentialVersion, Verdict verdict) => new()
    {
        AccountId = accountId,
        CredentialVersion = credentialVersion,
        Kind = verdict.Kind,
        RuleId = verdict.RuleId,
        Message = verdict.Message,
        StatusCode = verdict.StatusCode,
        ErrorCode = verdict.ErrorCode,
        Identity = VerdictJson.Write(verdict.Identity),
        Owner = verdict.Owner?.ToJson(),
        Scopes = verdict.Scopes is null ? null : VerdictJson.Write(verdict.Scopes),
        MissingScopes = VerdictJson.Write(verdict.MissingScopes),
        ExpiresAt = verdict.ExpiresAt,
        Mode = verdict.Mode,
        AccountType = verdict.AccountType,
        At = verdict.At,
        DurationMs = (long)verdict.Duration.TotalMilliseconds,
    };

    public Verdict ToVerdict() => new()
    {
        Kind = Kind,
        RuleId = RuleId,
        Message = Message,
        StatusCode = StatusCode,
        ErrorCode = ErrorCode,
        Identity = VerdictJson.ReadPairs(Identity),
        Owner = AccountOwner.FromJson(Owner),
        Scopes = Scopes is null ? null : VerdictJson.ReadList(Scopes),
        MissingScopes = VerdictJson.ReadList(MissingScopes),
        ExpiresAt = ExpiresAt,
        Mode = Mode,
        AccountType = AccountType,
        At = At,
        Duration = TimeSpan.FromMilliseconds(Math.Clamp(DurationMs, 0, int.MaxValue)),
    };
}

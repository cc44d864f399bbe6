using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Verification;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Coverage;

/// <summary>What coverage needs to know of an account.</summary>
internal sealed record AccountFacts
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? ProviderId { get; init; }

    public string? KindId { get; init; }

    public string? PluginVersion { get; init; }

    public AccountStatus Status { get; init; }

    public string? Problem { get; init; }

    public string? BaseUrl { get; init; }

    /// <summary>The policy its secrets are sealed for.</summary>
    public string EgressPolicy { get; init; } = "";

    /// <summary>Kind of the earned verdict; <c>null</c> if there is none.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>When the smoke test of the earned verdict ended; <c>null</c> if there is none.</summary>
    public DateTimeOffset? VerdictAt { get; init; }

    public string? ScopesJson { get; init; }

    public string? MissingScopesJson { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string Environment { get; init; } = "";

    public string? ExpectedOwner { get; init; }

    public string? FoundOwner { get; init; }

    public string? Mode { get; init; }

    public string? AccountType { get; init; }

    /// <summary>Facts of those accounts that are not trashed.</summary>
    public static Task<Dictionary<Guid, AccountFacts>> ReadAsync(HostDbContext context, IQueryable<AccountRow> accounts, CancellationToken cancellationToken) => (
        from account in accounts.AsNoTracking()
        where !account.Trashed
        join verdict in context.Verdicts.AsNoTracking() on new { Id = account.EarnedVerdictId, Account = account.Id }
            equals new { Id = (long?)verdict.Id, Account = verdict.AccountId } into earned
        from verdict in earned.DefaultIfEmpty()
        select new AccountFacts
        {
            Id = account.Id,
            Name = account.Name,
            ProviderId = account.ProviderId,
            KindId = account.CredentialKindId,
            PluginVersion = account.PluginVersion,
            Status = account.Status,
            Problem = account.Problem,
            BaseUrl = account.BaseUrl,
            EgressPolicy = account.EgressPolicy,
            Verdict = verdict == null ? null : verdict.Kind,
            VerdictAt = verdict == null ? null : verdict.At,
            ScopesJson = verdict == null ? null : verdict.Scopes,
            MissingScopesJson = verdict == null ? null : verdict.MissingScopes,
            ExpiresAt = verdict == null ? null : verdict.ExpiresAt,
            Environment = account.Environment,
            ExpectedOwner = account.ExpectedOwner,
            FoundOwner = verdict == null ? null : verdict.Owner,
            Mode = verdict == null ? null : verdict.Mode,
            AccountType = verdict == null ? null : verdict.AccountType,
        }).ToDictionaryAsync(facts => facts.Id, cancellationToken);

    public IReadOnlyList<string>? Scopes => ScopesJson is null ? null : VerdictJson.ReadList(ScopesJson);

    /// <summary>What keeps modules from counting as covered, the verdict aside; <c>null</c> if nothing does.</summary>
    public AccountFinding? Blocking => GuardRules.Blocking(new GuardFacts
    {
        Environment = Environment,
        Verdict = Verdict,
        ExpectedOwner = ExpectedOwner,
        FoundOwner = FoundOwner,
        Mode = Mode,
        AccountType = AccountType,
        ExpiresAt = ExpiresAt,
    });

    public IReadOnlyList<string> MissingScopes => MissingScopesJson is null ? [] : VerdictJson.ReadList(MissingScopesJson);
}

using System.Globalization;
using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Guard;

/// <summary>
/// Finds what is wrong with an account beyond its verdict. All of it follows from what is stored and from the clock, so that it is worked out at each
/// read and cannot go stale; only who the account is of is remembered.
/// </summary>
internal static class GuardRules
{
    /// <summary>How long before its end a credential is warned of.</summary>
    public static readonly TimeSpan ExpiringSoon = TimeSpan.FromDays(14);

    /// <summary>Whether a credential that the provider accepted has come to its end since.</summary>
    public static bool IsExpired(VerdictKind? verdict, DateTimeOffset? expiresAt, DateTimeOffset now) => IsAccepted(verdict) && expiresAt <= now;

    /// <summary>The findings, the heaviest first.</summary>
    public static IEnumerable<AccountFinding> Of(GuardFacts facts, DateTimeOffset now)
    {
        if (IsExpired(facts.Verdict, facts.ExpiresAt, now))
            yield return new(FindingCode.Expired, FindingSeverity.Error, $"The credential expired on {Day(facts.ExpiresAt)}: make a new one and replace it.");
        if (Blocking(facts) is { } blocking)
            yield return blocking;
        if (Unchecked(facts) is { } open)
            yield return open;
        if (IsAccepted(facts.Verdict) && facts.ExpiresAt > now && facts.ExpiresAt <= now + ExpiringSoon)
            yield return new(FindingCode.ExpiresSoon, FindingSeverity.Warning, $"The credential expires on {Day(facts.ExpiresAt)}: replace it before then.");
    }

    /// <summary>What keeps modules from counting as covered, expiry aside; <c>null</c> if nothing does.</summary>
    public static AccountFinding? Blocking(GuardFacts facts) => IsAccepted(facts.Verdict) ? OtherOwner(facts) ?? Mismatch(facts) : null;

    private static bool IsAccepted(VerdictKind? verdict) => verdict is VerdictKind.Valid or VerdictKind.Insufficient;

    private static AccountFinding? OtherOwner(GuardFacts facts)
    {
        // Equal texts are the usual case and need no reading.
        if (facts.ExpectedOwner == facts.FoundOwner || AccountOwner.FromJson(facts.ExpectedOwner) is not { } expected
            || AccountOwner.FromJson(facts.FoundOwner) is not { } found || !found.IsOtherThan(expected))
        {
            return null;
        }

        return new(FindingCode.AnotherOwner, FindingSeverity.Error,
            $"The credential belongs to {found}, but this account has been of {expected}: put a key of {expected.Name ?? expected.Id} back, or accept the new owner.");
    }

    private static AccountFinding? Mismatch(GuardFacts facts)
    {
        EnvironmentClass environment = EnvironmentNames.Classify(facts.Environment);
        return (environment, facts.Mode) switch
        {
            (EnvironmentClass.NonProduction, "live") => new(FindingCode.LiveKeyOutsideProduction, FindingSeverity.Error,
                $"A live key in the environment '{facts.Environment}' acts on real data: replace it with a test key, or correct the environment."),
            (EnvironmentClass.Production, "test") => new(FindingCode.TestKeyInProduction, FindingSeverity.Error,
                $"A test key in the environment '{facts.Environment}' does nothing real: replace it with a live key, or correct the environment."),
            (EnvironmentClass.Production, _) when facts.AccountType is { } type && EnvironmentNames.IsTryOut(type) => new(FindingCode.SandboxInProduction, FindingSeverity.Error,
                $"The provider calls this account '{type}', which is not for the environment '{facts.Environment}': use a key of the real one, or correct the environment."),
            _ => null,
        };
    }

    private static AccountFinding? Unchecked(GuardFacts facts)
    {
        if (AccountOwner.FromJson(facts.ExpectedOwner) is not { } expected || (facts.Verdict is not null && (!IsAccepted(facts.Verdict) || facts.FoundOwner is not null)))
            return null;

        return new(FindingCode.OwnerUnchecked, FindingSeverity.Note, facts.Verdict is null
            ? $"Nothing has told yet whether the stored values still belong to {expected}: run the smoke test."
            : $"The provider does not tell whether this key still belongs to {expected}: see to it yourself, or use a key that may read its owner.");
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
}

using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Coverage;

/// <summary>Decides whether a module can run with an account. The first thing in the way is what is told.</summary>
internal static class CoverageRules
{
    public static CoverageFinding Decide(ModuleMatch? match, bool linked, AccountFacts? account, DateTimeOffset now)
    {
        if (match is null)
            return new(CoverageState.NoPlugin, "No active plugin knows this class.");
        if (!linked)
            return new(CoverageState.NotLinked, $"No account of {match.Provider.Descriptor.Name} is linked.");
        if (account is null)
            return new(CoverageState.AccountMissing, "The linked account does not exist. Link another.");
        if (account.ProviderId != match.Provider.Descriptor.Id)
            return new(CoverageState.WrongProvider, $"Needs {match.Provider.Descriptor.Name}, but the linked account is of {account.ProviderId ?? "no known provider"}.");

        ModuleDescriptor module = match.Module.Descriptor;
        if (module.CredentialKinds.Count > 0 && !module.CredentialKinds.Contains(account.KindId ?? ""))
            return new(CoverageState.WrongKind, $"Cannot run with this kind of credential. It takes: {string.Join(", ", module.CredentialKinds)}.");
        return IsPolicyChanged(match.Provider, account)
            ? new(CoverageState.AccountInvalid, AccountProblem.PolicyChanged)
            : DecideByVerdict(module, account, match.Provider.FindKind(account.KindId), now);
    }

    private static CoverageFinding DecideByVerdict(ModuleDescriptor module, AccountFacts account, CredentialKindDescriptor? kind, DateTimeOffset now)
    {
        if (account.Status == AccountStatus.Closed)
            return new(CoverageState.AccountInvalid, "The account is closed.");
        if (account.Problem is not null)
            return new(CoverageState.AccountInvalid, account.Problem);
        if (kind?.Auth.Scheme == AuthScheme.Stored)
            return new(CoverageState.NotVerified, "Linked. ThorAPI uses the account as it is; nothing here can test it.");
        if (account.Verdict is null)
            return new(CoverageState.NotVerified, "The account is not verified. Run its smoke test.");
        if (account.Verdict == VerdictKind.Invalid)
            return new(CoverageState.AccountInvalid, "Will fail: the provider refused the credential. Replace it.");
        if (account.ExpiresAt <= now)
            return new(CoverageState.Expired, "Will fail: the credential has expired. Replace it.");
        if (account.Blocking is { } finding)
            return new(finding.Code == FindingCode.AnotherOwner ? CoverageState.WrongOwner : CoverageState.WrongEnvironment, "Must not run: " + Decapitalised(finding.Message));
        return module.RequiredScopes.Count == 0 ? new(CoverageState.Covered, "Runs.") : DecideByScopes(module, account);
    }

    private static CoverageFinding DecideByScopes(ModuleDescriptor module, AccountFacts account)
    {
        IReadOnlyList<string> named = account.MissingScopes;
        List<string> lacking = account.Scopes is { } granted
            ? [.. module.RequiredScopes.Where(needed => !Alternatives(needed).Any(granted.Contains))]
            : [.. module.RequiredScopes.Where(needed => Alternatives(needed).All(named.Contains))];
        if (lacking.Count > 0)
            return new(CoverageState.LacksScope, $"Will fail: lacks {string.Join(", ", lacking.Select(scope => scope.Replace("|", " or ", StringComparison.Ordinal)))}.", lacking);
        if (account.Scopes is not null)
            return new(CoverageState.Covered, "Runs.");

        return account.Verdict == VerdictKind.Valid || named.Count > 0
            ? new(CoverageState.Covered, "Runs, as far as the provider tells: it lists no scopes.")
            : new(CoverageState.ScopesUnknown, "May fail: the provider says that a permission lacks, but not which.");
    }

    private static string Decapitalised(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static bool IsPolicyChanged(CatalogProvider provider, AccountFacts account) =>
        AccountEgress.For(account.ProviderId, provider, provider.FindKind(account.KindId), account.BaseUrl).Policy.Text != account.EgressPolicy;

    private static string[] Alternatives(string scope) => scope.Split('|');
}

using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Coverage;

namespace IntegrationHost.Api.Coverage;

/// <summary>Coverage and counts from domain to wire.</summary>
internal static class CoverageMapper
{
    public static CoverageReport ToReport(Core.Coverage.Coverage coverage) => new(
        coverage.Total,
        coverage.Covered,
        coverage.NotNeeded,
        [.. coverage.Categories.Select(category => new Client.Wire.CategoryCoverage(category.Category, category.Total, category.Covered))],
        [.. coverage.Entries.Select(ToItem)]);

    public static GateReport ToReport(GateVerdict verdict) => new(
        verdict.Passed, verdict.Question.Environment, verdict.Question.Minimum, verdict.Percent, verdict.Total, verdict.Covered, verdict.NotNeeded,
        [.. verdict.Missing.Select(gap => new GateItem(
            gap.Entry.ModuleId.ToString(), gap.Entry.ModuleName, gap.Entry.ClassName, gap.Entry.Workflow, gap.Entry.ProviderId, gap.Entry.AccountId?.ToString(),
            gap.Entry.AccountName, gap.Entry.State.ToString(), gap.Entry.Reason, gap.Action))]);

    public static HeroMetrics ToMetrics(HeroCounts counts) => new(
        counts.Accounts, counts.Ready, counts.Verified, counts.Insufficient, counts.Invalid, counts.Unverified, counts.Expiring, counts.Expired,
        counts.Modules, counts.Linked, counts.Covered, counts.Flagged, counts.VaultBacked, counts.Stale);

    private static CoverageItem ToItem(CoverageEntry entry) => new(
        entry.ModuleId.ToString(), entry.ModuleName, entry.ClassName, entry.Workflow, entry.Category, entry.ProviderId, entry.AccountId?.ToString(),
        entry.AccountName, entry.State.ToString(), entry.Reason, entry.MissingScopes);
}

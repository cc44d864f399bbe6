using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The hero metrics as blocks.</summary>
internal static class HeroModel
{
    /// <summary>The blocks, from left to right; dashes before the first read.</summary>
    public static IReadOnlyList<HeroMetric> Blocks(HeroMetrics? metrics) =>
    [
        metrics is { Flagged: > 0 }
            ? new($"{Count(metrics.Accounts)} !{Count(metrics.Flagged)}", "ACCOUNTS/FLAG", "flag", Palette.Red)
            : new(Count(metrics?.Accounts), "ACCOUNTS", "acc", Palette.Orange),
        new(Count(metrics?.Ready), "READY", "ready", Palette.Blue),
        new(Signed("✔", metrics?.Verified), "VERIFIED", "ver", Palette.Sky),
        metrics is null
            ? new("-", "INSUFF/INVALID", "bad", Palette.Lavender)
            : new(Trouble(metrics), "INSUFF/INVALID", "bad", metrics.Insufficient + metrics.Invalid > 0 ? Palette.Red : Palette.Lavender),
        new(Expiry(metrics), metrics is { Expired: > 0 } ? "EXPIRE/EXPIRED" : "EXPIRING 14d", "exp", metrics is { Expired: > 0 } ? Palette.Red : Palette.Tan),
        new(Coverage(metrics), "COVERAGE", "cov", Palette.Peach),
    ];

    private static string Count(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Signed(string sign, int? value) => value is > 0 ? $"{sign} {Count(value)}" : Count(value);

    private static string Trouble(HeroMetrics metrics) => $"!{Count(metrics.Insufficient)} x{Count(metrics.Invalid)}";

    private static string Expiry(HeroMetrics? metrics) =>
        metrics is { Expired: > 0 } ? $"!{Count(metrics.Expiring)} x{Count(metrics.Expired)}" : Signed("!", metrics?.Expiring);

    private static string Coverage(HeroMetrics? metrics) => metrics switch
    {
        null => "-",
        { Modules: 0 } => "no modules",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * metrics.Covered / metrics.Modules}% {metrics.Covered}/{metrics.Modules}"),
    };
}

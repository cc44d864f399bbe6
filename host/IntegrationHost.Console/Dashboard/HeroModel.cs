using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The hero metrics as blocks.</summary>
internal static class HeroModel
{
    /// <summary>The blocks, from left to right in two rows; dashes before the first read.</summary>
    public static IReadOnlyList<HeroMetric> Blocks(HeroMetrics? metrics) =>
    [
        metrics is { Flagged: > 0 }
            ? new(HeroDoor.Flagged, $"!{Count(metrics.Flagged)} of {Count(metrics.Accounts)}", "FLAGGED", "flag", Palette.Red)
            : new(HeroDoor.Accounts, Count(metrics?.Accounts), "ACCOUNTS", "acc", Palette.Orange),
        new(HeroDoor.Ready, Count(metrics?.Ready), "READY", "ready", Palette.Blue),
        new(HeroDoor.Verified, Signed("✔", metrics?.Verified), "VERIFIED", "ver", Palette.Sky),
        new(HeroDoor.Insufficient, Signed("!", metrics?.Insufficient), "INSUFFICIENT", "insuff", metrics is { Insufficient: > 0 } ? Palette.Tan : Palette.Lavender),
        new(HeroDoor.Invalid, Signed("x", metrics?.Invalid), "INVALID", "inv", metrics is { Invalid: > 0 } ? Palette.Red : Palette.Lavender),
        new(HeroDoor.Unverified, Signed("?", metrics?.Unverified), "UNVERIFIED", "unver", Palette.Lavender),
        metrics is { Expired: > 0 }
            ? new(metrics.Expiring > 0 ? HeroDoor.Expiring : HeroDoor.Expired, $"!{Count(metrics.Expiring)} x{Count(metrics.Expired)}", "EXPIRY 14d", "exp", Palette.Red)
            : new(HeroDoor.Expiring, Signed("!", metrics?.Expiring), "EXPIRING 14d", "exp", Palette.Tan),
        new(HeroDoor.Vault, Count(metrics?.VaultBacked), "SECUREKEY", "vault", Palette.Blue),
        new(HeroDoor.Linked, Share(metrics?.Linked, metrics?.Modules), "LINKED", "lnk", Palette.Lavender),
        new(HeroDoor.Coverage, Share(metrics?.Covered, metrics?.Modules), "COVERAGE", "cov", Palette.Peach),
    ];

    private static string Count(int? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    private static string Signed(string sign, int? value) => value is > 0 ? $"{sign} {Count(value)}" : Count(value);

    private static string Share(int? part, int? all) => all switch
    {
        null => "-",
        0 => "no modules",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100L * part!.Value / all.Value}% {part}/{all}"),
    };
}

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
        new(HeroDoor.Accounts, Count(metrics?.Accounts), "ACCOUNTS", "acc", Palette.Orange),
        new(HeroDoor.Ready, Count(metrics?.Ready), "READY", "ready", Palette.Blue),
        new(HeroDoor.Verified, Signed("✔", metrics?.Verified), "VERIFIED", "ver", Palette.Sky),
        new(HeroDoor.Insufficient, Signed("!", metrics?.Insufficient), "INSUFFICIENT", "insuff", Alert(metrics?.Insufficient, Palette.Tan)),
        new(HeroDoor.Invalid, Signed("x", metrics?.Invalid), "INVALID", "inv", Alert(metrics?.Invalid, Palette.Red)),
        new(HeroDoor.Unverified, Signed("?", metrics?.Unverified), "UNVERIFIED", "unver", Palette.Lavender),
        new(HeroDoor.Stale, Signed("!", metrics?.Stale), "STALE", "stale", Alert(metrics?.Stale, Palette.Tan)),
        metrics is { Expired: > 0 }
            ? new(metrics.Expiring > 0 ? HeroDoor.Expiring : HeroDoor.Expired, $"!{Count(metrics.Expiring)} x{Count(metrics.Expired)}", "EXPIRY", "exp", Palette.Red)
            : new(HeroDoor.Expiring, Signed("!", metrics?.Expiring), "EXPIRING", "exp", Alert(metrics?.Expiring, Palette.Tan)),
        new(HeroDoor.Vault, Count(metrics?.VaultBacked), "SECUREKEY", "vault", Palette.Blue),
        new(HeroDoor.Flagged, Signed("x", metrics?.Flagged), "FLAGGED", "flag", Alert(metrics?.Flagged, Palette.Red)),
        new(HeroDoor.Linked, Share(metrics?.Linked, metrics?.Modules), "LINKED", "lnk", Palette.Lavender) { Detail = Of(metrics?.Linked, metrics?.Modules) },
        new(HeroDoor.Coverage, Share(metrics?.Covered, metrics?.Modules), "COVERAGE", "cov", Palette.Peach) { Detail = Of(metrics?.Covered, metrics?.Modules) },
    ];

    /// <summary>How many have expired, with its colour.</summary>
    public static (string Value, Rgb Color) Expired(int? expired) => (Signed("x", expired), Alert(expired, Palette.Red));

    private static string Count(int? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    private static string Signed(string sign, int? value) => value is > 0 ? $"{sign} {Count(value)}" : Count(value);

    private static Rgb Alert(int? value, Rgb color) => value is > 0 ? color : Palette.Lavender;

    private static string Share(int? part, int? all) => all switch
    {
        null or 0 => "-",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100L * part!.Value / all.Value}%"),
    };

    private static string Of(int? part, int? all) => all is null or 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{part:N0}/{all:N0}");
}

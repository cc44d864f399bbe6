using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Plugins;

/// <summary>Plugins as people read them.</summary>
internal static class PluginFacts
{
    private const int ShortHash = 12;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<TableColumn<PluginReport>> Columns { get; } =
    [
        new("PLUGIN", 18, 0, plugin => plugin.Id) { Color = _ => Palette.Peach, Grow = 1 },
        new("STATUS", 15, 0, plugin => Status(plugin).Text) { Color = plugin => Status(plugin).Color },
        new("VERSION", 9, 1, plugin => plugin.Version ?? "-") { Color = _ => Palette.Tan },
        new("TIER", 10, 2, plugin => plugin.Tier),
        new("PROVIDERS", 16, 4, Providers) { Color = _ => Palette.Sky, Grow = 1 },
        new("SHA-256", ShortHash, 5, plugin => plugin.Sha256[..Math.Min(ShortHash, plugin.Sha256.Length)]) { Color = _ => Palette.Grey },
        new("CAUSE", 20, 3, plugin => plugin.Cause) { Color = _ => Palette.Grey, Grow = 2 },
    ];

    /// <summary>The status with its sign.</summary>
    public static (string Text, Rgb Color) Status(PluginReport plugin) => plugin.Status switch
    {
        "Active" => ("✔ Active", Palette.Green),
        "Untrusted" => ("! Untrusted", Palette.Tan),
        "Disabled" or "Superseded" => ($"- {plugin.Status}", Palette.Grey),
        _ => ($"x {plugin.Status}", Palette.Red),
    };

    /// <summary>Everything that the list says of a plugin.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="brief">Whether many providers are only counted.</param>
    public static IReadOnlyList<DetailLine> Of(PluginReport plugin, bool brief = false)
    {
        (string status, Rgb color) = Status(plugin);
        return
        [
            new DetailLine("status", status, color),
            new DetailLine("cause", plugin.Cause.Length > 0 ? plugin.Cause : "-", color == Palette.Green ? Palette.Grey : color),
            new DetailLine("providers", plugin.Providers.Count == 0 ? "none that serves" : brief ? Providers(plugin) : string.Join(", ", plugin.Providers), Palette.Sky),
            new DetailLine("version", plugin.Version ?? "unknown", Palette.Peach),
            new DetailLine("contract", plugin.ContractVersion ?? "unknown", Palette.Peach),
            new DetailLine("tier", plugin.Tier, Palette.Peach),
            new DetailLine("runs", plugin.Isolation.Length > 0 ? plugin.Isolation : "not loaded", Palette.Peach),
            new DetailLine("sha-256", plugin.Digest ?? (plugin.Sha256.Length > 0 ? plugin.Sha256 : "unknown"), Palette.Grey),
        ];
    }

    private static string Providers(PluginReport plugin) => plugin.Providers.Count <= 3 ? string.Join(", ", plugin.Providers) : $"{plugin.Providers.Count} providers";
}

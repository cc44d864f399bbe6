using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>Plugins as text for people.</summary>
internal static class PluginText
{
    private const int MostLines = 30;

    public static void Table(ResultWriter writer, IReadOnlyList<PluginReport> plugins)
    {
        writer.Table(
            ["ID", "PROVIDERS", "VERSION", "CONTRACT", "TIER", "STATUS", "SHA-256", "CAUSE"],
            plugins.Select(plugin => (IReadOnlyList<string?>)
                [plugin.Id, Providers(plugin), plugin.Version, plugin.ContractVersion, plugin.Tier, plugin.Status, plugin.Sha256[..Math.Min(12, plugin.Sha256.Length)], plugin.Cause]));
        if (plugins.Any(plugin => plugin.NeedsApproval))
        {
            writer.Line();
            writer.Line("Some wait for an approval: 'integration-host plugins show ID' tells what they ask for.");
        }
    }

    /// <summary>All that is known of a plugin.</summary>
    /// <param name="line">Prints a line.</param>
    /// <param name="detail">The plugin.</param>
    public static void Detail(Action<string> line, PluginDetailReport detail)
    {
        PluginReport plugin = detail.Plugin;
        line($"{plugin.Id} {plugin.Version}, {plugin.Tier}, {plugin.Status}{(plugin.Isolation.Length > 0 ? $", {plugin.Isolation}" : "")}");
        if (plugin.Cause.Length > 0)
        {
            line("  " + plugin.Cause);
        }

        if (detail.Versions.Count > 0)
        {
            line("");
            line("Versions");
            foreach (PluginVersionReport version in detail.Versions)
            {
                string approved = version.ApprovedAt is { } at ? $", approved by {version.ApprovedBy} at {at:u}" : "";
                string use = (version.Pinned > 0 ? $", {version.Pinned} account(s) stay on it" : "") + (version.Running > 0 ? $", {version.Running} run(s) under way" : "");
                line($"  {version.Version,-12} {version.State,-8} {version.Files} file(s){approved}{use}");
                line($"  {"",-12} {version.Digest}");
            }
        }

        Asks(line, detail);
        Affected(line, detail.Affected, "Depends on it");
    }

    /// <summary>What an approval is about.</summary>
    public static void Asks(Action<string> line, PluginDetailReport detail)
    {
        PluginReport asking = detail.Waiting ?? detail.Plugin;
        if (detail.Ask is { } ask)
        {
            line("");
            line($"{asking.Id} {asking.Version} asks for (contract {asking.ContractVersion}, publisher {Publisher(ask)})");
            foreach (PluginAskProvider provider in ask.Providers.Take(MostLines))
            {
                line($"  provider {provider.Id} ({provider.Name}), {(provider.BaseUrl.Length > 0 ? provider.BaseUrl : "no address")}");
                line($"    sends credentials to  {(provider.Hosts.Count > 0 ? string.Join(", ", provider.Hosts) : "no host")}");
                foreach (PluginAskKind kind in provider.Kinds)
                {
                    line($"    credential kind       {kind.Id} ({kind.Name}), {kind.Auth}: {string.Join(", ", kind.Fields)}");
                    foreach (string place in kind.Places)
                    {
                        line($"      placed              {place}");
                    }
                }

                line($"    modules               {Cut(provider.Modules)}");
            }
        }

        if (asking.Difference is { Count: > 0 } differences)
        {
            line("");
            line("In other ways than what was approved");
            foreach (PluginDifferenceReport difference in differences.Take(4 * MostLines))
            {
                line($"  {Sign(difference.Change)} {difference.Part,-8} {difference.What}");
            }
        }
    }

    /// <summary>What loses its provider.</summary>
    public static void Affected(Action<string> line, PluginAffected affected, string heading)
    {
        int accounts = affected.Accounts.Count + affected.HiddenAccounts;
        int modules = affected.Modules.Count + affected.HiddenModules;
        line("");
        if (accounts + modules == 0)
        {
            line($"{heading}: no account and no module.");
            return;
        }

        line($"{heading}: {accounts} account(s), {modules} module(s).");
        foreach (NamedReference account in affected.Accounts.Take(MostLines))
        {
            line($"  account {account.Name} ({account.Id})");
        }

        foreach (NamedReference module in affected.Modules.Take(MostLines))
        {
            line($"  module  {module.Name} ({module.Id})");
        }

        if (accounts > MostLines || modules > MostLines || affected.HiddenAccounts + affected.HiddenModules > 0)
        {
            line("  and more");
        }
    }

    /// <summary>The providers by name if they are few, and otherwise how many they are.</summary>
    private static string Providers(PluginReport plugin) => plugin.Providers.Count <= 3 ? string.Join(", ", plugin.Providers) : $"{plugin.Providers.Count} providers";

    private static string Cut(IReadOnlyList<string> texts) => texts.Count <= 5 ? string.Join(", ", texts) : $"{string.Join(", ", texts.Take(5))} and {texts.Count - 5} more";

    private static string Sign(string change) => change switch
    {
        "added" => "+",
        "removed" => "-",
        _ => "~",
    };

    private static string Publisher(PluginAskReport ask) => (ask.Publisher, ask.PublisherKey) switch
    {
        (null, _) => "not named, and nothing is signed",
        ({ } name, null) => $"'{name}' by its own word; nothing is signed",
        ({ } name, { } key) => $"'{name}', signed with key {key}: compare it with what the publisher tells",
    };
}

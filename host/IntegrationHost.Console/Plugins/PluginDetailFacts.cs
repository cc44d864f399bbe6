using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Plugins;

/// <summary>What an operator needs to decide about a plugin, as labelled lines.</summary>
internal static class PluginDetailFacts
{
    /// <summary>Versions, what it asks for, and what depends on it.</summary>
    public static IReadOnlyList<DetailLine> Of(PluginDetailReport detail) => [.. Versions(detail), .. Ask(detail), .. Affected(detail.Affected)];

    /// <summary>Its versions.</summary>
    public static IEnumerable<DetailLine> Versions(PluginDetailReport detail) => detail.Versions.Select((version, index) => new DetailLine(
        index == 0 ? "versions" : "",
        string.Create(CultureInfo.InvariantCulture, $"{version.Version}  {version.State.ToLowerInvariant()}, {version.Files} files, {version.Digest[..Math.Min(12, version.Digest.Length)]}{By(version)}"),
        version.State switch { "Current" => Palette.Green, "Waiting" => Palette.Tan, _ => Palette.Grey }));

    /// <summary>What it asks for; above it what is new against what was approved.</summary>
    public static IEnumerable<DetailLine> Ask(PluginDetailReport detail)
    {
        IReadOnlyList<PluginDifferenceReport> differences = detail.Waiting?.Difference ?? [];
        foreach ((int index, PluginDifferenceReport one) in differences.Index())
        {
            (string sign, Rgb color) = one.Change switch { "added" => ("+", Palette.Tan), "removed" => ("-", Palette.Grey), _ => ("~", Palette.Sky) };
            yield return new DetailLine(index == 0 ? "what is new" : "", $"{sign} {one.Part}: {one.What}", color);
        }

        if (detail.Ask is not { } ask)
        {
            yield return new DetailLine("asks for", "it does not tell", Palette.Tan);
            yield break;
        }

        if (ask.Publisher is { Length: > 0 } publisher)
            yield return new DetailLine("publisher", ask.PublisherKey is { } key ? $"{publisher}, signed with key {key}" : $"{publisher} (its own claim: nothing proves it)", Palette.Grey);
        foreach (PluginAskProvider provider in ask.Providers)
        {
            yield return new DetailLine("provider", $"{provider.Name} ({provider.Id}), calls {(provider.BaseUrl.Length > 0 ? provider.BaseUrl : "nowhere")}", Palette.Peach);
            yield return new DetailLine("sends keys to", provider.Hosts.Count > 0 ? string.Join(", ", provider.Hosts) : "nowhere", Palette.Tan);
            foreach (PluginAskKind kind in provider.Kinds)
                yield return new DetailLine("", $"{kind.Name}: {kind.Auth}, {string.Join(", ", kind.Fields)}", Palette.Lavender);
            yield return new DetailLine("modules", provider.Modules.Count > 0 ? string.Join(", ", provider.Modules) : "none", Palette.Sky);
        }
    }

    /// <summary>What loses its provider without it.</summary>
    public static IEnumerable<DetailLine> Affected(PluginAffected affected)
    {
        yield return Names("accounts", affected.Accounts, affected.HiddenAccounts);
        yield return Names("modules of it", affected.Modules, affected.HiddenModules);
    }

    private static DetailLine Names(string label, IReadOnlyList<NamedReference> names, int hidden)
    {
        string more = hidden > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(names.Count > 0 ? " and " : "")}{hidden} that you may not see") : "";
        return names.Count + hidden == 0 ? new DetailLine(label, "none depends on it", Palette.Grey) : new DetailLine(label, string.Join(", ", names.Select(one => one.Name)) + more, Palette.Tan);
    }

    private static string By(PluginVersionReport version) => version.ApprovedBy is { } who ? $", approved by {who}" : "";
}

using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>What a card says in few words: how its credentials are had, and how far one can trust it.</summary>
internal static class TemplateBadges
{
    /// <summary>How its credentials are had, in so many columns: words are left out before one is cut.</summary>
    public static string Kinds(TemplateEntry card, int width)
    {
        IReadOnlyList<CredentialKindCard> kinds = card.Provider.CredentialKinds;
        if (card.Module is { NeedsCredential: false } || kinds.Count == 0)
            return "no credential";
        string more = kinds.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" +{kinds.Count - 1}");
        string text = $"{kinds[0].Name}{more}";
        string grants = kinds.Any(kind => kind.AuthorizedField is not null) ? " · browser" : "";
        if (text.Length + grants.Length <= width)
            return text + grants;
        string name = kinds[0].Name;
        while (name.Length + more.Length > width && name.LastIndexOf(' ') is var end and > 0)
            name = name[..end];
        return name + more;
    }

    /// <summary>How far one can trust it: the tier that its plugin has earned, or that it is only described.</summary>
    public static (string Text, Rgb Color) Tier(ProviderCard provider) => provider switch
    {
        { Source: "metadata" } => ("DESCRIBED", Palette.Grey),
        { CredentialKinds: var kinds } when kinds.Count > 0 && kinds.All(kind => !kind.Tested) => ("STORED ONLY", Palette.Grey),
        { QualityTier: { Length: > 0 } tier } => (tier.ToUpperInvariant(), tier switch
        {
            "platinum" => Palette.Sky,
            "gold" => Palette.Tan,
            "silver" => Palette.Lavender,
            _ => Palette.Peach,
        }),
        _ => ("TESTED", Palette.Green),
    };

    /// <summary>Accounts and modules in a few words.</summary>
    public static (string Text, Rgb Color) Accounts(ProviderCard provider, bool brief)
    {
        string accounts = brief ? string.Create(CultureInfo.InvariantCulture, $"{provider.AccountCount} acc") : Count(provider.AccountCount, "account");
        return (provider.LinkedModuleCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"{accounts} ⇄{provider.LinkedModuleCount}") : accounts,
            provider.AccountCount > 0 ? Palette.Green : Palette.Grey);
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

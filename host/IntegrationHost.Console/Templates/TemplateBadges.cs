using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>What a card says in few words: how its credentials are had, and how far one can trust it.</summary>
internal static class TemplateBadges
{
    /// <summary>How its credentials are had.</summary>
    public static string Kinds(TemplateEntry card)
    {
        if (card.Module is { NeedsCredential: false })
            return "no credential";
        IReadOnlyList<CredentialKindCard> kinds = card.Provider.CredentialKinds;
        if (kinds.Count == 0)
            return "no credential";
        string grants = kinds.Any(kind => kind.AuthorizedField is not null) ? " · browser" : "";
        return kinds.Count == 1 ? kinds[0].Name + grants : string.Create(CultureInfo.InvariantCulture, $"{kinds[0].Name} +{kinds.Count - 1}{grants}");
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
    public static (string Text, Rgb Color) Accounts(ProviderCard provider)
    {
        string accounts = Count(provider.AccountCount, "account");
        return (provider.LinkedModuleCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"{accounts} ⇄{provider.LinkedModuleCount}") : accounts,
            provider.AccountCount > 0 ? Palette.Green : Palette.Grey);
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

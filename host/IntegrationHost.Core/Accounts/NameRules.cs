using System.Globalization;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Accounts;

/// <summary>What a name may be like: short, printable, and no secret by mistake.</summary>
internal static class NameRules
{
    private const int LongestName = 120;
    private const int LongestEnvironment = 60;

    // From this length on, a word with one of the short beginnings is taken for a key.
    private const int KeyLength = 20;

    private static readonly string[] KeyBeginnings =
    [
        "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-",
        "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxe.", "xapp-", "sk-proj-", "sk-ant-", "hvs.", "shpat_", "ya29.",
    ];

    private static readonly string[] ShortKeyBeginnings = ["sk-", "pat-", "SG.", "AKIA", "AIza", "eyJ"];

    /// <param name="key">Key for the problem.</param>
    /// <param name="text">Name or environment, trimmed.</param>
    /// <param name="values">The values given beside it.</param>
    /// <param name="catalog">Knows how the providers' keys begin.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(string key, string text, IEnumerable<string?> values, IProviderCatalog catalog, ProblemList problems)
    {
        int longest = key == "name" ? LongestName : LongestEnvironment;
        if (text.Length > longest)
            problems.Add(key, $"The {key} is longer than {longest} characters.");
        else if (text.Any(IsUnprintable))
            problems.Add(key, $"The {key} contains a control, formatting or direction character.");
        else if (values.Any(value => value is { Length: >= 8 } && text.Contains(value, StringComparison.Ordinal)) || LooksLikeKey(text, catalog))
            problems.Add(key, $"The {key} looks like a key. Names are shown and logged: put the key into its own field, and revoke it if it was shown.");
    }

    /// <summary>Whether a text begins like the keys of well-known providers.</summary>
    internal static bool BeginsLikeKey(string text) => KeyBeginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || (text.Length >= KeyLength && ShortKeyBeginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal)));

    private static bool LooksLikeKey(string text, IProviderCatalog catalog) => text.Split(' ').Any(word =>
        KeyBeginnings.Any(beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || (word.Length >= KeyLength && ShortKeyBeginnings.Concat(Prefixes(catalog)).Any(beginning => word.StartsWith(beginning, StringComparison.Ordinal))));

    private static IEnumerable<string> Prefixes(IProviderCatalog catalog) =>
        from provider in catalog.Providers
        from CredentialKindDescriptor kind in provider.Descriptor.CredentialKinds
        from field in kind.Fields
        where field.Secret
        from prefix in field.Prefixes
        where prefix.Length >= 3
        select prefix;

    private static bool IsUnprintable(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

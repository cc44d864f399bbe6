using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Templates;

/// <summary>A card of the template grid: a provider, or one of its modules.</summary>
internal sealed class TemplateEntry
{
    private const int NameWeight = 4;
    private const int IdWeight = 3;
    private const int FarMatch = 2500;

    /// <param name="provider">The provider.</param>
    /// <param name="module">The module; <c>null</c> for the provider itself.</param>
    public TemplateEntry(ProviderCard provider, ModuleCard? module = null)
    {
        Provider = provider;
        Module = module;
        Key = module is null ? provider.Id : $"{provider.Id}/{module.ModuleClass}/{module.ModuleType}";
        Name = module?.Name ?? provider.Name;
    }

    /// <summary>Key of the card.</summary>
    public string Key { get; }

    /// <summary>The provider.</summary>
    public ProviderCard Provider { get; }

    /// <summary>The module; <c>null</c> for the provider itself.</summary>
    public ModuleCard? Module { get; }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>Whether a smoke test can tell if its credentials work.</summary>
    public bool IsTested => Provider.CredentialKinds.Any(kind => kind.Tested);

    /// <summary>Whether it has anything to make an account from.</summary>
    public bool TakesAccounts => Provider.CredentialKinds.Count > 0 && Module is null or { NeedsCredential: true };

    /// <summary>Below this, a search fits only by letters that are scattered over the name.</summary>
    public const int Near = FarMatch;

    /// <summary>
    /// How well a search fits: the name counts most, then the id, then what it is about; a few letters of the name in order are enough. 0 if it does not fit.
    /// </summary>
    /// <param name="words">The words of the search; none fits everything.</param>
    public int Score(string[] words)
    {
        if (words.Length == 0)
            return 1;
        int best = Math.Max(FuzzyMatch.Score(words, Name) * NameWeight, FuzzyMatch.Score(words, Module?.ModuleType ?? Provider.Id) * IdWeight);
        if (best >= FuzzyMatch.Whole * IdWeight)
            return best;
        return Array.TrueForAll(words, Mentions) ? FarMatch : Math.Min(best, FarMatch - 1);
    }

    private bool Mentions(string word) => Has(Name, word) || Has(Provider.Name, word) || Has(Provider.Id, word) || Has(Provider.Category, word)
        || Has(Module?.Description ?? Provider.Description, word) || (Module is { } module && Has(module.ModuleClass, word))
        || (Module is null && Provider.CredentialKinds.Any(kind => Has(kind.Name, word)));

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

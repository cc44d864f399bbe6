using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Templates;

/// <summary>The template grid: one card per provider that takes a credential, or per module, by category and search.</summary>
internal sealed class TemplatesModel : IRegionModel
{
    private IReadOnlyList<ProviderCard> _catalog = [];
    private TemplateEntry[] _entries = [];
    private Dictionary<string, ProviderCard> _byId = new(StringComparer.Ordinal);
    private string _searched = "";
    private (TemplateEntry Card, int Score)[] _scored = [];
    private TemplateEntry[] _scoredOf = [];
    private string? _scoredIn;
    private string _scoredFor = "";

    /// <summary>The cards shown, row by row.</summary>
    public SelectableList<TemplateEntry> Cards { get; } = new(card => card.Key);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new();

    /// <summary>All categories, by name.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>Category the cards are limited to; <c>null</c> for all.</summary>
    public string? Category { get; private set; }

    /// <summary>Whether each module has a card, instead of each provider.</summary>
    public bool ShowsModules { get; private set; }

    /// <summary>Cards in a row; the view knows.</summary>
    public int Columns { get; set; } = 1;

    /// <summary>Cards before filtering.</summary>
    public int Total => _entries.Length;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 3;

    /// <inheritdoc/>
    public string? CopyText => Cards.Selected is { } card ? card.Module?.ModuleClass ?? card.Provider.Id : null;

    /// <inheritdoc/>
    public string? CommandLine => Cards.Selected is { } card ? $"integration-host accounts add {card.Provider.Id} --verify --link-all" : null;

    /// <inheritdoc/>
    public void Update(LiveData data)
    {
        // The cards stay as they are until the host's catalogue is another one.
        if (ReferenceEquals(_catalog, data.Catalog))
            return;
        _catalog = data.Catalog;
        _byId = _catalog.DistinctBy(card => card.Id, StringComparer.Ordinal).ToDictionary(card => card.Id, StringComparer.Ordinal);
        Rebuild();
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        string search = Filter.Text;
        IEnumerable<TemplateEntry> fitting = Category is null ? _entries : _entries.Where(card => card.Provider.Category == Category);
        // Without a search the entries stand in order already, and with thousands of cards sorting on every refresh would be felt.
        Cards.Replace(search.Length == 0 ? [.. fitting] : Fitting(fitting, search));
        // The best match is what is looked for; it is selected as soon as the search changes, and not again.
        if (search.Length > 0 && search != _searched)
            Cards.Select(0);
        _searched = search;
    }

    // Scattered letters are a guess: they count only where nothing better is.
    private TemplateEntry[] Fitting(IEnumerable<TemplateEntry> entries, string search)
    {
        Score(entries, search);
        int least = _scored.Any(one => one.Score >= TemplateEntry.Near) ? TemplateEntry.Near : 1;
        return [.. _scored.Where(one => one.Score >= least).OrderByDescending(one => one.Score).Select(one => one.Card)];
    }

    // A letter more never makes a card fit that did not fit without it, so that of ten thousand only those are looked at that still fit.
    private void Score(IEnumerable<TemplateEntry> entries, string search)
    {
        bool same = ReferenceEquals(_scoredOf, _entries) && _scoredIn == Category && _scoredFor.Length > 0;
        if (same && search == _scoredFor)
            return;
        if (same && search.StartsWith(_scoredFor, StringComparison.Ordinal))
            entries = _scored.Select(one => one.Card);
        string[] words = FuzzyMatch.Words(search);
        _scored = [.. entries.Select(card => (card, card.Score(words))).Where(one => one.Item2 > 0)];
        (_scoredOf, _scoredIn, _scoredFor) = (_entries, Category, search);
    }

    /// <summary>A template by provider; <c>null</c> if no active plugin has it.</summary>
    public ProviderCard? Find(string? providerId) => providerId is null ? null : _byId.GetValueOrDefault(providerId);

    /// <summary>Moves by whole rows of cards.</summary>
    public void Move(int by)
    {
        int target = Cards.Index + (by * Columns);
        if (target >= 0 && target < Cards.Items.Count)
            Cards.Select(target);
        else if (by > 0 && Cards.Index / Columns < (Cards.Items.Count - 1) / Columns)
            Cards.Select(Cards.Items.Count - 1);
        else if (Math.Abs(by) > 1)
            Cards.Select(target);
    }

    /// <inheritdoc/>
    public bool Clear()
    {
        bool any = Category is not null;
        Category = null;
        Refresh();
        return any;
    }

    /// <inheritdoc/>
    public bool Run(string command)
    {
        switch (command)
        {
            case "template.left":
                Cards.Move(-1);
                return true;
            case "template.right":
                Cards.Move(1);
                return true;
            case "template.next-category":
                Category = CategoryCycle.Step(Categories, Category, 1);
                break;
            case "template.previous-category":
                Category = CategoryCycle.Step(Categories, Category, -1);
                break;
            case "template.modules":
                ShowsModules = !ShowsModules;
                Rebuild();
                return true;
            default:
                return false;
        }

        Refresh();
        return true;
    }

    private void Rebuild()
    {
        // A provider without credentials needs no account, so that there is nothing to make one from; its modules are shown all the same.
        IEnumerable<TemplateEntry> cards = ShowsModules
            ? _catalog.SelectMany(provider => provider.Modules.Select(module => new TemplateEntry(provider, module)))
            : _catalog.Where(provider => provider.CredentialKinds.Count > 0).Select(provider => new TemplateEntry(provider));
        TemplateEntry[] entries = [.. cards];
        Array.Sort(entries, Compare);
        _entries = entries;
        Categories = [.. entries.Select(card => card.Provider.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
        if (Category is not null && !Categories.Contains(Category))
            Category = null;
        Refresh();
    }

    private static int Compare(TemplateEntry one, TemplateEntry other)
    {
        int order = other.IsTested.CompareTo(one.IsTested);
        order = order != 0 ? order : string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(one.Key, other.Key);
    }
}

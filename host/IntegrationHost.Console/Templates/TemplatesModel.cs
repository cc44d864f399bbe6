using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Templates;

/// <summary>The template grid: one card per provider that takes a credential, by category and search.</summary>
internal sealed class TemplatesModel : IRegionModel
{
    private IReadOnlyList<ProviderCard> _catalog = [];

    /// <summary>The cards shown, row by row.</summary>
    public SelectableList<ProviderCard> Cards { get; } = new(card => card.Id);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new();

    /// <summary>All categories, by name.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>Category the cards are limited to; <c>null</c> for all.</summary>
    public string? Category { get; private set; }

    /// <summary>Cards in a row; the view knows.</summary>
    public int Columns { get; set; } = 1;

    /// <summary>Cards before filtering.</summary>
    public int Total => _catalog.Count;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 3;

    /// <inheritdoc/>
    public string? CopyText => Cards.Selected?.Id;

    /// <inheritdoc/>
    public void Update(LiveData data)
    {
        // Modules without a credential need no account, so that there is nothing to make one from.
        _catalog = [.. data.Catalog.Where(card => card.CredentialKinds.Count > 0)];
        Categories = [.. _catalog.Select(card => card.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
        if (Category is not null && !Categories.Contains(Category))
            Category = null;
        Refresh();
    }

    /// <inheritdoc/>
    public void Refresh() => Cards.Replace([.. _catalog
        .Where(card => Category is null || card.Category == Category)
        .Where(card => Filter.Matches(card.Name, card.Id, card.Category, card.Description))
        .OrderBy(card => card.CredentialKinds.All(kind => !kind.Tested)).ThenBy(card => card.Name, StringComparer.OrdinalIgnoreCase).ThenBy(card => card.Id, StringComparer.Ordinal)]);

    /// <summary>A provider's card by id, whatever the filter.</summary>
    public ProviderCard? Find(string? providerId) => _catalog.FirstOrDefault(card => card.Id == providerId);

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
            default:
                return false;
        }

        Refresh();
        return true;
    }
}

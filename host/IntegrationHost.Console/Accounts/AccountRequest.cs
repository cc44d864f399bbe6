using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Accounts;

/// <summary>A filter as the host can answer it, and what is left to be looked at here.</summary>
/// <param name="Query">What the host is asked, but for the page.</param>
/// <param name="Rest">The cells that the host does not know; <c>null</c> if it knows all.</param>
/// <param name="Key">Tells this request from others.</param>
internal sealed record AccountRequest(AccountQuery Query, FilterText? Rest, string Key)
{
    private static readonly string[] Verdicts = ["Valid", "Insufficient", "Invalid", "None"];
    private static readonly string[] Statuses = ["ready", "closed", "executed", "error"];

    /// <summary>The request for a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="sort">Title of the column to sort by.</param>
    /// <param name="reversed">Whether the order is reversed.</param>
    /// <param name="catalog">The providers, by whose names a cell may ask.</param>
    public static AccountRequest Of(FilterText filter, string sort, bool reversed, IReadOnlyList<ProviderCard> catalog)
    {
        FilterText rest = new(filter.CellNames);
        rest.Set(filter.Text);
        AccountQuery query = new() { Search = filter.Words.Trim() is { Length: > 0 } words ? words : null, Sort = [$"{SortOf(sort) ?? "name"},{(reversed ? "desc" : "asc")}"] };
        rest.ClearWords();
        for (int cell = 0; cell < filter.CellNames.Count; cell++)
        {
            string text = filter.CellText(cell).Trim();
            if (text.Length == 0)
                continue;
            (query, bool whole) = Take(query, filter.CellNames[cell], text, catalog);
            if (whole)
                rest.ClearCell(cell);
        }

        return new AccountRequest(query, rest.Text.Length > 0 ? rest : null, $"{filter.Text}\n{sort}\n{reversed}");
    }

    /// <summary>What the host calls a column that it can sort by; <c>null</c> for one that it cannot.</summary>
    public static string? SortOf(string title) => title switch
    {
        "NAME" => "name",
        "PROVIDER" => "providerId",
        "ENV" => "environment",
        "STATE" or "VERDICT" => "verdict",
        "STATUS" => "status",
        "CHANGED" => "modifiedAt",
        _ => null,
    };

    // Whether the host's part is all of what the cell asks for.
    private static (AccountQuery Query, bool Whole) Take(AccountQuery query, string cell, string text, IReadOnlyList<ProviderCard> catalog)
    {
        string value = text.TrimStart('=');
        bool plain = value.IndexOfAny(['<', '>', '!', '~', '*', ',', '=']) < 0 && !value.Contains("..", StringComparison.Ordinal);
        switch (cell)
        {
            case "NAME" when plain && text[0] != '=' && query.Search is null:
                return (query with { Search = value }, true);
            case "ENV" when plain && text[0] == '=' && value.Length > 0:
                return (query with { Environment = value }, true);
            case "PROVIDER" when plain && catalog.Where(card => card.Name.Contains(value, StringComparison.OrdinalIgnoreCase) || card.Id == value).ToArray() is [{ } only]:
                return (query with { ProviderId = only.Id }, true);
            case "STATUS" when plain && Statuses.Contains(value, StringComparer.OrdinalIgnoreCase):
                return (query with { Status = value.ToLowerInvariant() }, true);
            case "VERDICT" when Kinds(text) is { Length: > 0 } kinds:
                return (query with { Verdicts = kinds }, true);
            // What a state means depends on the clock and on findings, too: the host narrows it down.
            case "STATE" when plain && text[0] == '=' && StateVerdict(value) is { } kind:
                return (query with { Verdicts = [kind] }, false);
            default:
                return (query, false);
        }
    }

    private static string[] Kinds(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] kinds = [.. parts.Select(part => part[0] == '=' ? Verdicts.FirstOrDefault(kind => string.Equals(kind, part[1..], StringComparison.OrdinalIgnoreCase)) : null).OfType<string>()];
        return kinds.Length == parts.Length ? kinds : [];
    }

    private static string? StateVerdict(string value) => value.ToLowerInvariant() switch
    {
        "valid" => "Valid",
        "insufficient" => "Insufficient",
        "invalid" => "Invalid",
        "unverified" => "None",
        _ => null,
    };
}

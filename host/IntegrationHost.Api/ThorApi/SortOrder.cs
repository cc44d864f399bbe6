using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Compares items by the <c>field,asc|desc</c> of a query. Fields that are not there come last; secure fields do not count.</summary>
internal sealed class SortOrder : IComparer<JsonObject>
{
    private readonly (string Field, bool Descending)[] keys;

    public SortOrder(IEnumerable<string> sort)
    {
        keys = [.. sort.Select(Parse).Where(key => !SecureProperties.Names.Contains(key.Field))];
    }

    /// <inheritdoc/>
    public int Compare(JsonObject? x, JsonObject? y)
    {
        foreach ((string field, bool descending) in keys)
        {
            int order = Compare(x?[field], y?[field], descending);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static (string Field, bool Descending) Parse(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? (text, false) : (text[..comma], text[(comma + 1)..].Equals("desc", StringComparison.OrdinalIgnoreCase));
    }

    private static int Compare(JsonNode? x, JsonNode? y, bool descending)
    {
        if (x is null || y is null)
            return (x is null).CompareTo(y is null);

        bool numbers = x.GetValueKind() == JsonValueKind.Number && y.GetValueKind() == JsonValueKind.Number;
        int order = numbers
            ? WireValues.Number(x).CompareTo(WireValues.Number(y))
            : string.Compare(Text(x), Text(y), StringComparison.OrdinalIgnoreCase);
        return descending ? -order : order;
    }

    private static string Text(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? WireValues.Text(node) : node.ToJsonString();
}

using System.Globalization;
using System.Text;

namespace IntegrationHost.Client.Wire;

/// <summary>Which accounts are asked for (<c>GET /api/accounts</c> in pages); what is <c>null</c> or empty does not choose.</summary>
public sealed record AccountQuery
{
    /// <summary>From 0.</summary>
    public int Page { get; init; }

    /// <summary>Accounts of a page, 1 to 200.</summary>
    public int Size { get; init; } = 50;

    /// <summary><c>FIELD</c>, <c>FIELD,asc</c> or <c>FIELD,desc</c> in order of weight; fields: name, providerId, environment, status, verdict, createdAt, modifiedAt. By name if empty.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];

    /// <summary>Part of the name, without case.</summary>
    public string? Search { get; init; }

    /// <summary>Provider.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Environment, without case.</summary>
    public string? Environment { get; init; }

    /// <summary>Status: ready, closed, executed or error.</summary>
    public string? Status { get; init; }

    /// <summary>Kinds of the earned verdict: Valid, Insufficient, Invalid, or None.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    /// <summary>Those in the trash instead of the others.</summary>
    public bool Trashed { get; init; }

    internal string ToQueryString()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"page={Page}&size={Size}"));
        foreach (string weight in Sort)
            Add(text, "sort", weight);
        Add(text, "search", Search);
        Add(text, "providerId", ProviderId);
        Add(text, "environment", Environment);
        Add(text, "status", Status);
        Add(text, "verdict", Verdicts.Count == 0 ? null : string.Join(',', Verdicts));
        Add(text, "example", Trashed ? "{\"trashed\":true}" : null);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}

/// <summary>A page of accounts.</summary>
/// <param name="Total">How many match on all pages.</param>
/// <param name="Page">From 0.</param>
/// <param name="Size">Accounts of a page.</param>
/// <param name="Items">The accounts of this page.</param>
public sealed record AccountPage(int Total, int Page, int Size, IReadOnlyList<AccountSummary> Items);

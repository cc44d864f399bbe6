using System.Text.RegularExpressions;

namespace IntegrationHost.Console.Querying;

/// <summary>
/// What a cell asks for: <c>text</c> contains, <c>a*</c> wildcard, <c>=x</c> equals, <c>!x</c> not, <c>&gt;</c> <c>&lt;</c> <c>&gt;=</c> <c>&lt;=</c> greater and less,
/// <c>a..b</c> between, <c>~x</c> regular expression, <c>,</c> or.
/// </summary>
internal sealed class QueryCell
{
    private static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(50);

    private readonly Func<QueryValue, bool>[] _alternatives;

    /// <param name="text">The cell's text.</param>
    public QueryCell(string text) => _alternatives = [.. text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).Select(Parse)];

    /// <summary>What is wrong with the cell, with the next step; <c>null</c> if nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a value is asked for.</summary>
    public bool Matches(QueryValue value) => _alternatives.Length == 0 || Array.Exists(_alternatives, matches => matches(value));

    private Func<QueryValue, bool> Parse(string part)
    {
        if (part[0] == '~')
            return Pattern(part[1..]);
        if (part[0] == '!')
        {
            Func<QueryValue, bool> inner = part.Length > 1 ? Parse(part[1..]) : static value => value.Text.Length == 0;
            return value => !inner(value);
        }

        if (part[0] == '=')
            return Equal(part[1..].Trim());
        if (part[0] is '<' or '>')
        {
            bool orEqual = part.Length > 1 && part[1] == '=';
            QueryBound bound = new(part[(orEqual ? 2 : 1)..].Trim());
            bool greater = part[0] == '>';
            return value => bound.Compare(value) is { } order && (greater ? order > 0 : order < 0) | (orEqual && order == 0);
        }

        int between = part.IndexOf("..", StringComparison.Ordinal);
        if (between >= 0)
            return Between(part[..between].Trim(), part[(between + 2)..].Trim());
        return part.Contains('*', StringComparison.Ordinal) ? Wildcard(part) : value => value.Text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static Func<QueryValue, bool> Equal(string wanted)
    {
        QueryBound bound = new(wanted);
        return value => string.Equals(value.Text, wanted, StringComparison.OrdinalIgnoreCase) || (value.IsNumeric && wanted.Length > 0 && bound.Compare(value) == 0);
    }

    private static Func<QueryValue, bool> Between(string from, string to)
    {
        QueryBound? low = from.Length > 0 ? new QueryBound(from) : null;
        QueryBound? high = to.Length > 0 ? new QueryBound(to) : null;
        return value => (low is null || low.Compare(value) >= 0) && (high is null || high.Compare(value) <= 0);
    }

    private static Func<QueryValue, bool> Wildcard(string pattern)
    {
        Regex regex = new($"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline, RegexTime);
        return value => regex.IsMatch(value.Text);
    }

    private Func<QueryValue, bool> Pattern(string pattern)
    {
        try
        {
            Regex regex = new(pattern, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking, RegexTime);
            return value => regex.IsMatch(value.Text);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // While it is typed it is often not whole yet: everything is shown until it is.
            Problem = "what follows ~ is not a regular expression yet";
            return static _ => true;
        }
    }
}

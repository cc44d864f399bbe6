using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHost.Sdk.Testing.Samples;

/// <summary>Makes a short text that matches a pattern of the metadata format: letters, classes, groups, alternatives, repetitions.</summary>
internal sealed class PatternSample
{
    private const string Candidates = "a0A_-.b1Z/ +:=";

    private readonly string pattern;
    private readonly int more;
    private int at;

    private PatternSample(string pattern, int more)
    {
        this.pattern = pattern;
        this.more = more;
    }

    /// <summary>A text of a length in the bounds that matches as a whole; <c>null</c> if none was found.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="least">Fewest characters.</param>
    /// <param name="most">Most characters.</param>
    public static string? Of(string pattern, int least = 0, int most = int.MaxValue)
    {
        foreach (int more in (int[])[0, 1, 2, 4, 8, 16, 32, 64])
        {
            string text = new PatternSample(pattern, more).Alternatives();
            if (text.Length >= least && text.Length <= most && Regex.IsMatch(text, @"\A(?:" + pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
                return text;
        }

        return null;
    }

    private string Alternatives()
    {
        string first = Sequence();
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            Sequence();
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            string atom = Atom();
            for (int times = Times(); times > 0; times--)
                text.Append(atom);
        }

        return text.ToString();
    }

    private string Atom()
    {
        char character = pattern[at++];
        switch (character)
        {
            case '(':
                if (at + 1 < pattern.Length && pattern[at] == '?')
                    at = pattern[at + 1] is ':' ? at + 2 : pattern.IndexOf('>', at) + 1;
                string inner = Alternatives();
                at++;
                return inner;
            case '[':
                int start = at - 1;
                at = pattern.IndexOf(']', at + (at < pattern.Length && pattern[at] == '^' ? 2 : 1)) + 1;
                return OneOf(pattern[start..at]);
            case '\\':
                char escaped = pattern[at++];
                return escaped is 'A' or 'z' or 'Z' or 'b' or 'B' ? "" : char.IsLetter(escaped) ? OneOf("\\" + escaped) : escaped.ToString();
            case '.':
                return "a";
            case '^' or '$':
                return "";
            default:
                return character.ToString();
        }
    }

    private static string OneOf(string set)
    {
        var regex = new Regex(@"\A" + set + @"\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return Candidates.Concat(Enumerable.Range(32, 95).Select(code => (char)code)).Select(character => character.ToString()).FirstOrDefault(regex.IsMatch) ?? "";
    }

    private int Times()
    {
        if (at >= pattern.Length)
            return 1;

        int times = pattern[at] switch
        {
            '*' => more,
            '+' => 1 + more,
            '?' => 0,
            '{' => int.Parse(Regex.Match(pattern[at..], @"\d+").Value, System.Globalization.CultureInfo.InvariantCulture),
            _ => -1,
        };
        if (times < 0)
            return 1;

        at = pattern[at] == '{' ? pattern.IndexOf('}', at) + 1 : at + 1;
        if (at < pattern.Length && pattern[at] == '?')
            at++;
        return times;
    }
}

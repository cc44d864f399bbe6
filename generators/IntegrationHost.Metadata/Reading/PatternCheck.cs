using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Whether a pattern runs in linear time. One per file: a large file repeats its patterns, and each costs an engine to try.</summary>
internal sealed class PatternCheck
{
    /// <summary>Longest pattern, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    /// <summary>How the reason begins if it is no regular expression at all.</summary>
    public const string NoPattern = "is no regular expression";

    private readonly Dictionary<string, string?> known = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the pattern, as the end of a sentence; <c>null</c> if nothing is.</summary>
    public string? WhyNot(string pattern)
    {
        if (!known.TryGetValue(pattern, out string? reason))
        {
            reason = Check(pattern);
            if (known.Count < 4096)
            {
                known[pattern] = reason;
            }
        }

        return reason;
    }

    private static string? Check(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return $"is longer than {MaxLength} characters";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException failure)
        {
            // The exception repeats the pattern; only where it breaks is told.
            Match at = Regex.Match(failure.Message, @"at offset (\d+)\.", RegexOptions.CultureInvariant | RegexOptions.RightToLeft, TimeSpan.FromSeconds(1));
            return $"{NoPattern} of .NET{(at.Success ? $"; it breaks at character {at.Groups[1].Value}" : "")}";
        }

        // The engine that runs it has neither look-around, back-references, atomic groups nor conditionals.
        if (Regex.IsMatch(pattern, @"\(\?(<?[=!]|>|\()|\\[1-9]|\\k<", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            return "uses look-around, a back-reference or an atomic group, which cannot run in linear time";
        }

        if (!RunsInLinearTime(pattern))
        {
            return "cannot run in linear time, or grows too large when it does";
        }

        Match counted = Regex.Match(pattern, @"\{(\d+)(,(\d+))?\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return counted.Success && (counted.Groups[1].Length > 3 || counted.Groups[3].Length > 3) ? "repeats more than 999 times" : null;
    }

    /// <summary>Whether the engine that will run it takes it. A compiler on a platform without that engine cannot tell; the rules above must do there.</summary>
    private static bool RunsInLinearTime(string pattern)
    {
        try
        {
            // RegexOptions.NonBacktracking, which netstandard2.0 has no name for.
            _ = new Regex(pattern, RegexOptions.CultureInvariant | (RegexOptions)0x400);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
        catch (ArgumentOutOfRangeException)
        {
            return true;
        }
    }
}

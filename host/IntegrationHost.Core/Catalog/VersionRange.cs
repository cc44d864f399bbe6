using System.Diagnostics.CodeAnalysis;
using Semver;

namespace IntegrationHost.Core.Catalog;

/// <summary>Semantic versions that an account may stay on, as npm writes them: <c>1.x</c>, <c>~1.2</c>, <c>&gt;=1.2 &lt;3</c>.</summary>
internal static class VersionRange
{
    /// <summary>Longest range, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether a text is such a range.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemVersionRange? range)
    {
        range = null;
        return text is { Length: > 0 and <= MaxLength } && SemVersionRange.TryParseNpm(text, out range);
    }

    /// <summary>Whether a version lies in a range; nothing lies in one that is none.</summary>
    public static bool Holds(string? range, string? version) =>
        TryParse(range, out SemVersionRange? parsed) && SemVersion.TryParse(version ?? "", SemVersionStyles.Strict, out SemVersion? semantic) && parsed.Contains(semantic);

    /// <summary>Orders versions by precedence; what is none comes first.</summary>
    public static int Compare(string? first, string? second)
    {
        bool one = SemVersion.TryParse(first ?? "", SemVersionStyles.Strict, out SemVersion? left);
        bool two = SemVersion.TryParse(second ?? "", SemVersionStyles.Strict, out SemVersion? right);
        return (one, two) switch
        {
            (true, true) => SemVersion.CompareSortOrder(left!, right!),
            (true, false) => 1,
            (false, true) => -1,
            _ => string.CompareOrdinal(first, second),
        };
    }
}

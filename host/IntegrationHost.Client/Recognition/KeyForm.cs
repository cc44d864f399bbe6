using System.Text.RegularExpressions;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client.Recognition;

/// <summary>How a value is told to be one of a template's field, by form alone.</summary>
public static class KeyForm
{
    private const int TellingEnd = 6;

    /// <summary>Whether the value begins and looks as the field says, and is not its made-up example.</summary>
    public static bool Accepts(CredentialFieldCard field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return value != field.Example && Prefix(field, value) is not null && (field.Pattern is not { Length: > 0 } || (Pattern(field) is { } pattern && pattern.IsMatch(value)));
    }

    /// <summary>The longest beginning of the field that the value has; empty if the field has none, <c>null</c> if the value has none of them.</summary>
    public static string? Prefix(CredentialFieldCard field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Prefixes.Count == 0 ? "" : field.Prefixes.Where(prefix => value.StartsWith(prefix, StringComparison.Ordinal)).MaxBy(prefix => prefix.Length);
    }

    /// <summary>Whether the value is one of this field for certain: by its beginning, by a form that few values have, or since it ends as the field's example does.</summary>
    public static bool IsCertain(CredentialFieldCard field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Accepts(field, value) && (Prefix(field, value) is { Length: > 1 } || IsTelling(field, value.Length) || EndsAsExample(field.Placeholder, value));
    }

    // "000000000000-....apps.example.com" leaves out what differs.
    private static bool EndsAsExample(string example, string value)
    {
        int gap = example.LastIndexOf("...", StringComparison.Ordinal);
        return gap >= 0 && example.Length - gap - 3 >= TellingEnd && value.EndsWith(example[(gap + 3)..], StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether the pattern alone tells a value of this field from others: one that takes any sign, or both every length and every letter, tells nothing.
    /// </summary>
    internal static bool IsTelling(CredentialFieldCard field, int length) => Pattern(field) is { } pattern
        && !pattern.IsMatch(new string('~', length))
        && !(pattern.IsMatch(new string('Z', length)) && pattern.IsMatch(new string('Z', length + 7)));

    // Metadata is untrusted: anchored here and in linear time. A pattern that this engine refuses tells nothing.
    private static Regex? Pattern(CredentialFieldCard field)
    {
        if (field.Pattern is not { Length: > 0 } pattern)
            return null;
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

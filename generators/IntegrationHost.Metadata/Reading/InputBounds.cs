using System;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Whether the bounds of an input leave any value, and whether its default keeps them.</summary>
internal static class InputBounds
{
    /// <summary>Whether the smallest is greater than the greatest.</summary>
    public static bool AreInverted(InputMetadata input) =>
        (input is { Minimum: { } least, Maximum: { } most } && Number(least) > Number(most)) || input.MinLength > input.MaxLength;

    /// <summary>Why the default would be refused by its own input, as the end of a sentence; <c>null</c> if it would not.</summary>
    public static string? WhyNotDefault(InputMetadata input)
    {
        if (input.Default is not { } text || (input.Minimum ?? input.Maximum ?? input.Pattern) is null && (input.MinLength ?? input.MaxLength) is null)
        {
            return null;
        }

        if (input.Type is ValueTypes.Integer or ValueTypes.Number)
        {
            decimal value = Number(text);
            return (input.Minimum is { } least && value < Number(least)) || (input.Maximum is { } most && value > Number(most)) ? "lies outside of the input's own minimum and maximum" : null;
        }

        return input.Type != ValueTypes.String || input.AllowedValues.Count > 0 ? null
            : text.Length < input.MinLength || text.Length > input.MaxLength ? "is shorter or longer than the input's own minLength and maxLength allow"
            : input.Pattern is { } pattern && !Matches(text, pattern) ? "does not match the input's own pattern"
            : null;
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(0.2));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

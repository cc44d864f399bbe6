using System.Text.RegularExpressions;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>A text with <c>{fieldKey}</c> placeholders.</summary>
internal static partial class CredentialTemplate
{
    /// <summary>The field keys it names.</summary>
    public static IEnumerable<string> Fields(string template) => Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>Fills the placeholders in one pass, so that a value which looks like a placeholder stays as it is; <c>null</c> if one has no value.</summary>
    public static string? Fill(string template, IReadOnlyDictionary<string, SecretText> values)
    {
        if (!Fields(template).All(values.ContainsKey))
            return null;

        return Placeholder().Replace(template, match => new string(values[match.Groups[1].Value].Reveal()));
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

using System.Globalization;

namespace IntegrationHost.Core.Permissions;

/// <summary>What names of principals, roles and tokens may be like. They are shown and logged, so that no key may get into them.</summary>
internal static class NameForm
{
    private const int Longest = 80;

    // No name of a person or a program looks like this; keys do.
    private const int LongestWord = 40;

    /// <exception cref="InvalidInputException">It is no such name.</exception>
    public static string Check(string key, string? name)
    {
        string trimmed = name?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest)
            throw new InvalidInputException(key, $"The {key} needs 1 to {Longest} characters.");
        if (trimmed.Any(character => char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            throw new InvalidInputException(key, $"The {key} contains a control, formatting or direction character.");
        if (Accounts.NameRules.BeginsLikeKey(trimmed) || trimmed.StartsWith(TokenText.Prefix, StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("iht_", StringComparison.OrdinalIgnoreCase)
            || trimmed.Split(' ').Any(word => word.Length > LongestWord))
        {
            throw new InvalidInputException(key, $"The {key} looks like a key. Names are shown and logged: choose another, and revoke the key if it was shown.");
        }

        return trimmed;
    }
}

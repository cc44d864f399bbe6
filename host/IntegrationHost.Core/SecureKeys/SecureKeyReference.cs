using System.Text.RegularExpressions;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>
/// Names a value that stays where it is: <c>securekey://{bridge}/{mount}/{path}#{key}@{version}</c>. It is no secret itself.
/// </summary>
/// <param name="Bridge">Name or id of an account of a vault, or one of the built-in bridges <c>env</c>, <c>file</c> and <c>keyring</c>.</param>
/// <param name="Mount">The vault's mount; the first part of the path for a built-in bridge.</param>
/// <param name="Path">Path below the mount, percent-decoded; empty if there is none.</param>
/// <param name="Key">The property of the stored document; <c>null</c> for the whole value.</param>
/// <param name="Version">A fixed version; <c>null</c> for the latest.</param>
public sealed partial record SecureKeyReference(string Bridge, string Mount, string Path, string? Key, int? Version)
{
    /// <summary>What every reference begins with.</summary>
    public const string Prefix = "securekey://";

    /// <summary>Whether a value claims to be a reference; it may still not be of the form.</summary>
    public static bool IsMeant(ReadOnlySpan<char> value) => value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a reference; <c>null</c> if the text is none.</summary>
    public static SecureKeyReference? Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
            return null;

        string[] parts = [.. match.Groups["path"].Value.Split('/').Select(Uri.UnescapeDataString)];
        if (parts.Any(part => part is "" or "." or ".." || part.Any(character => char.IsControl(character) || character is '/' or '\\')))
            return null;

        int version = 0;
        string asked = match.Groups["version"].Value;
        if (asked is not ("" or "latest") && !int.TryParse(asked, out version))
            return null;

        return new SecureKeyReference(
            Uri.UnescapeDataString(match.Groups["bridge"].Value),
            parts[0],
            string.Join('/', parts[1..]),
            match.Groups["key"].Success ? Uri.UnescapeDataString(match.Groups["key"].Value) : null,
            version > 0 ? version : null);
    }

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        string path = string.Join('/', Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend(Mount).Select(Uri.EscapeDataString));
        string key = Key is null ? "" : "#" + Uri.EscapeDataString(Key);
        return $"{Prefix}{Uri.EscapeDataString(Bridge)}/{path}{key}@{(Version is { } version ? version.ToString(System.Globalization.CultureInfo.InvariantCulture) : "latest")}";
    }

    [GeneratedRegex(
        @"\Asecurekey://(?<bridge>[A-Za-z0-9._~%-]{1,200})/(?<path>[A-Za-z0-9._~%/:+=,-]{1,1000})(?:#(?<key>[A-Za-z0-9._~%:+-]{1,200}))?(?:@(?<version>latest|[1-9][0-9]{0,8}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

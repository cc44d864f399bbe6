using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The forms that texts must have. Every check names the place and what would be right, never the text.</summary>
internal static class Forms
{
    private const string KebabPattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    public static bool IsKebab(string text) => Regex.IsMatch(text, KebabPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string Kebab(this ObjectReader reader, string name) => reader.Matching(name, KebabPattern, "lower-case words joined by hyphens, such as \"my-provider\"");

    public static string Key(this ObjectReader reader, string name) => reader.Matching(name, "^[a-z][A-Za-z0-9]{0,63}$", "letters and digits beginning with a lower-case letter, such as \"apiKey\"");

    public static string Method(this ObjectReader reader, string name) => reader.Matching(name, "^(GET|POST|PUT|PATCH|DELETE|HEAD)$", "GET, POST, PUT, PATCH, DELETE or HEAD");

    public static string Matching(this ObjectReader reader, string name, string pattern, string form)
    {
        JsonNode? node = reader.Require(name, form);
        if (node is null || reader.TextOf(node) is not { } text)
        {
            return "";
        }

        if (!Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be {form}.");
        }

        return text;
    }

    /// <summary>An absolute https address without user name.</summary>
    public static string? Address(this ObjectReader reader, string name, bool required)
    {
        JsonNode? node = required ? reader.Require(name, "an absolute https address, such as \"https://api.example.com/v1\"") : reader.Find(name);
        if (node is null || reader.TextOf(node) is not { } text)
        {
            return required ? "" : null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || text.Any(c => c is <= ' ' or > '~'))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be an absolute https address in ASCII without a user name, such as \"https://api.example.com/v1\".");
        }

        return text;
    }

    /// <summary>A path below the base URL.</summary>
    public static string RelativePath(this ObjectReader reader, string name)
    {
        JsonNode? node = reader.Require(name);
        if (node is null || reader.TextOf(node) is not { } text)
        {
            return "";
        }

        bool right = text.StartsWith("/", StringComparison.Ordinal) && !text.StartsWith("//", StringComparison.Ordinal)
            && text.IndexOf("/..", StringComparison.Ordinal) < 0 && text.All(c => c is > ' ' and <= '~' and not ('\\' or '#' or '"' or '<' or '>'));
        if (!right)
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must begin with one \"/\" and be a path below the base address, in ASCII, without \"..\", \"#\" or \"\\\".");
        }

        return text;
    }

    /// <summary>A pattern that a non-backtracking engine can run in linear time.</summary>
    public static string? Pattern(this ObjectReader reader, string name)
    {
        JsonNode? node = reader.Find(name);
        if (node is null || reader.TextOf(node) is not { } pattern)
        {
            return null;
        }

        if (new PatternCheck().WhyNot(pattern) is { } reason)
        {
            MetadataRule rule = pattern.Length > PatternCheck.MaxLength ? MetadataRules.TooLarge : MetadataRules.BadFormat;
            reader.Report(rule, node, $"{node.Path} {reason}. {(reason.StartsWith(PatternCheck.NoPattern, StringComparison.Ordinal) ? "Correct it." : "Write it simpler, and use minLength and maxLength for lengths.")}");
            return null;
        }

        return pattern;
    }

    /// <summary>A pattern of a credential: it may not fix a length, for providers change those without notice.</summary>
    public static string? CredentialPattern(this ObjectReader reader, string name)
    {
        string? pattern = reader.Pattern(name);
        if (pattern is not null && Regex.IsMatch(pattern, @"^\^?[^{]*\{\d+\}\$?$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            JsonNode node = reader.Find(name)!;
            reader.Report(MetadataRules.FixedLength, node, $"{node.Path} fixes a length; providers change those without notice. Use \"+\" in the pattern, and minLength and maxLength, which only warn.");
        }

        return pattern;
    }

    /// <summary>Names joined by dots, array items by number.</summary>
    public static string? BodyPath(this ObjectReader reader, string name, bool required)
    {
        JsonNode? node = required ? reader.Require(name) : reader.Find(name);
        if (node is null || reader.TextOf(node) is not { } path)
        {
            return null;
        }

        if (!Regex.IsMatch(path, @"^(\[\d{1,4}\]|[A-Za-z0-9_$@-]+)(\.[A-Za-z0-9_$@-]+)*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be property names joined by dots, array items by number, such as \"error.details.0.code\", or \"[0].code\" where the answer is an array.");
        }

        return path;
    }

    /// <summary>The places of values that answers must not show: names joined by dots, <c>[*]</c> or <c>*</c> for every item.</summary>
    public static EquatableArray<string> SecretPaths(this ObjectReader reader, string name) => reader.List(name, 32, node =>
    {
        string path = reader.TextOf(node) ?? "";
        if (!Regex.IsMatch(path, @"^(\[\*\]\.)?(\*|[A-Za-z0-9_$@-]+)(\[\*\])?(\.(\*|[A-Za-z0-9_$@-]+)(\[\*\])?)*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be property names joined by dots, with \"[*]\" for every item of an array, such as \"accounts[*].auth_token\".");
        }

        return path;
    });

    /// <summary>The field a placeholder names: <c>key</c> of <c>key.property</c>.</summary>
    public static string FieldOf(string placeholder) => placeholder.Split('.')[0];

    /// <summary>Whether a host is one of the allowed ones.</summary>
    public static bool IsAllowed(string host, IEnumerable<string> allowedHosts) => allowedHosts.Any(allowed =>
        allowed.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(allowed.Substring(1), StringComparison.OrdinalIgnoreCase) : string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names in braces.</summary>
    public static IEnumerable<string> Placeholders(string template) =>
        Regex.Matches(template, @"\{([^{}]*)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Cast<Match>().Select(match => match.Groups[1].Value);

    public static bool IsHeaderName(string name) => name.Length > 0 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
}

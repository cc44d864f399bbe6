using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Pasting;

namespace IntegrationHost.Console.Templates;

/// <summary>The rules by which fields are checked while they are typed. The host checks again; these only spare a round trip.</summary>
internal static class FieldRules
{
    private const string Mail = "mail://";

    /// <summary>The rule of a template's field: its beginnings and its pattern refuse, its usual length only warns.</summary>
    public static FieldRule ForCard(CredentialFieldCard card)
    {
        Regex? pattern = Pattern(card.Pattern);
        return (value, typing) =>
        {
            if (!BeginsRight(card, value, typing))
                return new FieldCheck($"must begin with {string.Join(" or ", card.Prefixes)}", null);
            if (pattern is not null && !pattern.IsMatch(value) && !(typing && IsBeginning(card, value)))
                return new FieldCheck(card.Example.Length > 0 ? $"does not have the expected form, such as {card.Example}" : "does not have the expected form", null);
            return new FieldCheck(null, Length(card, value.Length));
        };
    }

    /// <summary>An account's name: a word in use already only warns, for one provider may have several accounts.</summary>
    public static FieldRule Name(IReadOnlyCollection<string> taken) => (value, _) =>
    {
        string name = value.ToString();
        return taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? new FieldCheck(null, "another account has this name") : FieldCheck.Fine;
    };

    /// <summary>A base address: absolute, and encrypted unless it stays on this machine. That of a mailbox names its servers, which the host looks at.</summary>
    public static FieldCheck BaseUrl(ReadOnlySpan<char> value, bool typing)
    {
        string text = value.ToString();
        if (typing && ("https://".StartsWith(text, StringComparison.Ordinal) || "http://".StartsWith(text, StringComparison.Ordinal) || text.StartsWith(Mail, StringComparison.Ordinal) || Mail.StartsWith(text, StringComparison.Ordinal)))
            return FieldCheck.Fine;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            return new FieldCheck("must be an address such as https://api.example.com", null);
        if (text.StartsWith(Mail, StringComparison.Ordinal))
            return FieldCheck.Fine;
        if (text.IndexOf("://", StringComparison.Ordinal) != text.LastIndexOf("://", StringComparison.Ordinal))
            return new FieldCheck(null, "two addresses behind each other? Ctrl+U clears");
        if (address.Scheme == Uri.UriSchemeHttp)
            return address.IsLoopback ? FieldCheck.Fine : new FieldCheck("must begin with https://; plain http is only for this machine", null);
        return address.Scheme == Uri.UriSchemeHttps ? FieldCheck.Fine : new FieldCheck("must begin with https://", null);
    }

    /// <summary>Whether a value is a whole base address and nothing more: one that may hold a key, as a webhook's does, is none.</summary>
    public static bool IsAddress(string value) => value.Contains("://", StringComparison.Ordinal) && BaseUrl(value, typing: false).Problem is null
        && Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 } && !KeyLook.IsOpaque(address.AbsolutePath);

    /// <summary>Accepts everything.</summary>
    public static FieldCheck Anything(ReadOnlySpan<char> value, bool typing) => FieldCheck.Fine;

    private static bool BeginsRight(CredentialFieldCard card, ReadOnlySpan<char> value, bool typing)
    {
        if (card.Prefixes.Count == 0 || (typing && IsBeginning(card, value)))
            return true;
        foreach (string prefix in card.Prefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsBeginning(CredentialFieldCard card, ReadOnlySpan<char> value)
    {
        foreach (string prefix in card.Prefixes)
        {
            if (prefix.AsSpan().StartsWith(value, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string? Length(CredentialFieldCard card, int length)
    {
        if (length >= (card.MinLength ?? 0) && length <= (card.MaxLength ?? int.MaxValue))
            return null;
        string usual = (card.MinLength, card.MaxLength) switch
        {
            ({ } least, { } most) when least == most => string.Create(CultureInfo.InvariantCulture, $"{least}"),
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
            (_, { } most) => string.Create(CultureInfo.InvariantCulture, $"at most {most}"),
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"usually {usual} characters, this has {length}");
    }

    // Metadata is untrusted: the pattern is anchored here and runs in linear time. One that this engine refuses is left to the host.
    private static Regex? Pattern(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
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

using System.Globalization;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Canaries;

/// <summary>The ways in which a secret could be written.</summary>
public static class CanaryEncodings
{
    // Any so many characters of a secret in a row are a leak.
    private const int Fragment = 12;

    /// <summary>Each encoding with the bytes it gives, and how many of them in a row are a leak.</summary>
    public static IEnumerable<(string Name, byte[] Bytes, int Run)> Of(Canary canary)
    {
        string core = canary.Core;
        byte[] utf8 = Encoding.UTF8.GetBytes(core);
        yield return ("utf-8", utf8, Fragment);
        yield return ("utf-16le", Encoding.Unicode.GetBytes(core), 2 * Fragment);
        yield return ("utf-16be", Encoding.BigEndianUnicode.GetBytes(core), 2 * Fragment);
        yield return ("reversed", [.. utf8.Reverse()], Fragment);
        yield return ("hex", Ascii(Convert.ToHexStringLower(utf8)), 2 * Fragment);
        yield return ("hex spaced", Each(utf8, value => $"{value:x2} "), 3 * Fragment);
        yield return ("hex with colons", Each(utf8, value => $"{value:x2}:"), 3 * Fragment);
        yield return ("hex with dashes", Each(utf8, value => $"{value:x2}-"), 3 * Fragment);
        yield return ("hex 0x", Each(utf8, value => $"0x{value:x2},"), 5 * Fragment);
        for (int shift = 0; shift < 3; shift++)
        {
            // Base64 has three alignments; what its edges share with their neighbours is cut off.
            string inner = Middle(Convert.ToBase64String([.. new byte[shift], .. utf8]));
            yield return ($"base64 {shift}", Ascii(inner), 15);
            yield return ($"base64url {shift}", Ascii(inner.Replace('+', '-').Replace('/', '_')), 15);
            for (int outer = 0; outer < 3; outer++)
                yield return ($"base64 twice {shift}{outer}", Ascii(Middle(Convert.ToBase64String([.. new byte[outer], .. Ascii(inner)]))), 19);
        }

        yield return ("percent", Each(utf8, value => $"%{value:x2}"), 3 * Fragment);
        yield return ("percent, as needed", Ascii(Uri.EscapeDataString(core)), Fragment);
        yield return ("percent twice", Each(utf8, value => $"%25{value:x2}"), 5 * Fragment);
        yield return ("json", Ascii(JsonSerializer.Serialize(core).Trim('"')), Fragment);
        yield return ("json \\u", Each(core, character => $"\\u{(int)character:x4}"), 6 * Fragment);
        yield return ("json \\u twice", Each(core, character => $"\\\\u{(int)character:x4}"), 7 * Fragment);
        yield return ("c# \\x", Each(core, character => $"\\x{(int)character:x}"), 4 * Fragment);
        yield return ("yaml \\x", Each(core, character => $"\\x{(int)character:x2}"), 4 * Fragment);
        yield return ("html", Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(core)), Fragment);
        yield return ("html decimal", Each(core, character => $"&#{(int)character};"), 5 * Fragment);
        yield return ("html hex", Each(core, character => $"&#x{(int)character:x};"), 6 * Fragment);
        yield return ("xml", Encoding.UTF8.GetBytes(SecurityElement.Escape(core)), Fragment);
        yield return ("shell octal", Each(utf8, value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0')), 4 * Fragment);
        yield return ("shell quoted", Encoding.UTF8.GetBytes(core.Replace("'", "'\\''", StringComparison.Ordinal)), Fragment);
        yield return ("sql", Encoding.UTF8.GetBytes(core.Replace("'", "''", StringComparison.Ordinal)), Fragment);
        yield return ("quoted-printable", Each(utf8, value => $"={value:x2}"), 3 * Fragment);

        // An unkeyed hash of a secret lets guesses be tried offline.
        byte[] whole = Encoding.UTF8.GetBytes(canary.Value);
        foreach (HashAlgorithmName name in (HashAlgorithmName[])[HashAlgorithmName.MD5, HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512])
        {
            byte[] hash = CryptographicOperations.HashData(name, whole);
            yield return ($"{name} bytes", hash, 12);
            yield return ($"{name} hex", Ascii(Convert.ToHexStringLower(hash)), 24);
            yield return ($"{name} base64", Ascii(Convert.ToBase64String(hash).TrimEnd('=')[..^1]), 16);
        }
    }

    private static string Middle(string base64) => base64.TrimEnd('=')[4..^2];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Each(byte[] bytes, Func<byte, FormattableString> write) => Ascii(string.Concat(bytes.Select(value => write(value).ToString(CultureInfo.InvariantCulture))));

    private static byte[] Each(byte[] bytes, Func<byte, string> write) => Ascii(string.Concat(bytes.Select(write)));

    private static byte[] Each(string text, Func<char, FormattableString> write) => Ascii(string.Concat(text.Select(value => write(value).ToString(CultureInfo.InvariantCulture))));
}

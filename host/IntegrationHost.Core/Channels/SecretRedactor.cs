using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>Takes the secrets of one call out of what a provider sends back, as they are and in the usual encodings.</summary>
/// <remarks>Some providers repeat the key in an error. Neither a plugin nor a verdict may come to hold it.</remarks>
internal sealed class SecretRedactor : IDisposable
{
    // A shorter text stands in answers by chance; it would take out what is no secret.
    private const int ShortestSecret = 8;

    private static readonly byte[] Mark = "[redacted]"u8.ToArray();

    private readonly List<byte[]> patterns = [];

    /// <summary>Prepares the encodings of these secrets. The caller still owns and wipes them.</summary>
    public SecretRedactor(IEnumerable<SecretText> secrets)
    {
        foreach (SecretText secret in secrets.Where(secret => secret.Length >= ShortestSecret))
            AddEncodings(new string(secret.Reveal()));

        // A longer form may hold a shorter one; taking the shorter first would leave the rest of the longer.
        patterns.Sort((left, right) => right.Length.CompareTo(left.Length));
    }

    /// <summary>The bytes with every secret replaced; the same bytes if there is none.</summary>
    public ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes)
    {
        foreach (byte[] pattern in patterns)
            bytes = Replace(bytes, pattern);
        return bytes;
    }

    /// <summary>The text with every secret replaced.</summary>
    public string Redact(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ReadOnlyMemory<byte> clean = Redact(bytes);
        return clean.Equals(bytes) ? text : Encoding.UTF8.GetString(clean.Span);
    }

    /// <summary>Wipes what was prepared.</summary>
    public void Dispose()
    {
        foreach (byte[] pattern in patterns)
            CryptographicOperations.ZeroMemory(pattern);
        patterns.Clear();
    }

    private static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> bytes, byte[] pattern)
    {
        int at = bytes.Span.IndexOf(pattern);
        if (at < 0)
            return bytes;

        var result = new MemoryStream(bytes.Length);
        for (; at >= 0; at = bytes.Span.IndexOf(pattern))
        {
            result.Write(bytes.Span[..at]);
            result.Write(Mark);
            bytes = bytes[(at + pattern.Length)..];
        }

        result.Write(bytes.Span);
        return result.ToArray();
    }

    private void AddEncodings(string secret)
    {
        byte[] raw = Encoding.UTF8.GetBytes(secret);
        Add(raw);
        Add(Encoding.Unicode.GetBytes(secret));
        Add(Encoding.BigEndianUnicode.GetBytes(secret));
        AddText(Uri.EscapeDataString(secret));
        AddText(LowerHexOfPercent(Uri.EscapeDataString(secret)));
        AddText(string.Concat(raw.Select(value => $"%{value:X2}")));
        AddText(JavaScriptEncoder.Default.Encode(secret));
        AddText(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret));
        AddText(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret).Replace("/", "\\/", StringComparison.Ordinal));
        AddText(string.Concat(secret.Select(character => $"\\u{(int)character:x4}")));
        AddText(string.Concat(secret.Select(character => $"\\u{(int)character:X4}")));
        AddText(HtmlEncoder.Default.Encode(secret));
        AddText(WebUtility.HtmlEncode(secret));
        AddText(Convert.ToHexString(raw));
        AddText(Convert.ToHexStringLower(raw));
        for (int shift = 0; shift < 3; shift++)
        {
            string inner = InnerBase64(raw, shift);
            AddText(inner);
            AddText(inner.Replace('+', '-').Replace('/', '_'));
        }
    }

    // Base64 of a text that holds the secret differs by where the secret starts; the characters that depend on it alone are what is searched.
    private static string InnerBase64(byte[] raw, int shift)
    {
        byte[] shifted = new byte[shift + raw.Length];
        raw.CopyTo(shifted, shift);
        string text = Convert.ToBase64String(shifted);
        int start = (shift * 8 + 5) / 6;
        int end = shifted.Length * 8 / 6;
        return text[start..end];
    }

    private static string LowerHexOfPercent(string escaped)
    {
        var result = new StringBuilder(escaped);
        for (int at = 0; at < result.Length - 2; at++)
        {
            if (result[at] != '%')
                continue;

            result[at + 1] = char.ToLowerInvariant(result[at + 1]);
            result[at + 2] = char.ToLowerInvariant(result[at + 2]);
        }

        return result.ToString();
    }

    private void AddText(string text) => Add(Encoding.UTF8.GetBytes(text));

    private void Add(byte[] pattern)
    {
        if (pattern.Length >= ShortestSecret && !patterns.Exists(other => other.AsSpan().SequenceEqual(pattern)))
            patterns.Add(pattern);
    }
}

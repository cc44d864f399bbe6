using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Permissions;

/// <summary>
/// A token as text: <c>ihp_</c>, six characters of id, 256 random bits in 43 characters, and a CRC-32 in six, by which scanners of leaked keys (and the host,
/// before it looks anything up) know a whole one.
/// </summary>
internal static class TokenText
{
    public const string Prefix = "ihp_";

    public const int IdLength = 6;

    private const int RandomBytes = 32;
    private const int RandomLength = 43;
    private const int TailLength = 6;
    private const int Length = 4 + IdLength + RandomLength + TailLength;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A fresh one.</summary>
    public static string Create()
    {
        string body = Prefix + RandomNumberGenerator.GetString(Digits, IdLength) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return body + Tail(body);
    }

    /// <summary>Whether it has the form of a whole token, and the id in it.</summary>
    public static bool TryRead(string text, out string id)
    {
        bool whole = text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text.All(char.IsAscii) && Tail(text[..^TailLength]) == text[^TailLength..];
        id = whole ? text.Substring(Prefix.Length, IdLength) : "";
        return whole && IsId(id);
    }

    public static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiLetterOrDigit);

    public static string IdOf(string token) => token.Substring(Prefix.Length, IdLength);

    public static byte[] Hash(KeyRing keys, string token) => HMACSHA256.HashData(keys.TokenPepper, Encoding.UTF8.GetBytes(token));

    private static string Tail(string body)
    {
        uint crc = Crc32.Compute(Encoding.ASCII.GetBytes(body));
        Span<char> tail = stackalloc char[TailLength];
        for (int place = TailLength - 1; place >= 0; place--, crc /= 62)
            tail[place] = Digits[(int)(crc % 62)];
        return tail.ToString();
    }
}

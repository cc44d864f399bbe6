using System.Security.Cryptography;

namespace IntegrationHost.Canaries;

/// <summary>A planted secret.</summary>
/// <param name="Path">The way in by which it was planted, so that a hit names its source.</param>
/// <param name="Value">The whole secret.</param>
/// <param name="Core">The part that nothing else has; any twelve characters of it in a row are a leak.</param>
public sealed record Canary(string Path, string Value, string Core)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A fresh one that fits a provider's pattern by its beginning.</summary>
    public static Canary Make(string path, string prefix = "")
    {
        string core = $"cnry{RandomNumberGenerator.GetHexString(8, lowercase: true)}{RandomNumberGenerator.GetString(Letters, 24)}";
        return new Canary(path, $"{prefix}{core}Z9EXAMPLE", core);
    }

    /// <summary>A secret that a test wrote down: what lies between the provider's prefix and <c>EXAMPLE</c> is its own.</summary>
    public static Canary Of(string secret)
    {
        string core = secret.EndsWith("EXAMPLE", StringComparison.Ordinal) ? secret[..^7] : secret;
        int prefix = core.LastIndexOfAny(['-', '_']);
        return new Canary(secret[..Math.Min(12, secret.Length)], secret, core.Length - prefix - 1 >= 12 ? core[(prefix + 1)..] : core);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// Who signed a plugin. A signature proves that whoever has the key signed these files; whose key it is, an operator knows from elsewhere. What it is good for without
/// that: an update that another key signed, or none, is told as a difference.
/// </summary>
/// <param name="Name">What the signer is called; signed with the files.</param>
/// <param name="KeyId">Fingerprint of the key, as OpenSSH writes them.</param>
internal sealed record PluginPublisher(string Name, string KeyId)
{
    /// <summary>File with the signature; it signs all others.</summary>
    public const string FileName = "publisher.json";

    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 100;

    private const int LongestFile = 16 * 1024;

    // P-256.
    private const string NamedCurve = "1.2.840.10045.3.1.7";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 4, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Whether a name can be shown as it is.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(character => character is >= ' ' and <= '~');

    /// <summary>Checks the signature of a content.</summary>
    /// <param name="folder">Where its bytes lie.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>Who signed it; <c>null</c> if nobody did.</returns>
    /// <exception cref="PluginFault">There is a signature, and it does not hold.</exception>
    public static PluginPublisher? Read(string folder, PluginContent content)
    {
        if (content.Files.FirstOrDefault(file => file.Path.Equals(FileName, StringComparison.OrdinalIgnoreCase)) is not { } file)
            return null;

        try
        {
            Signed signed = file.Length <= LongestFile && file.Path == FileName
                ? JsonSerializer.Deserialize<Signed>(File.ReadAllBytes(Path.Combine(folder, file.Path)), Options) ?? throw new JsonException()
                : throw new JsonException();
            using var verifier = ECDsa.Create();
            verifier.ImportSubjectPublicKeyInfo(Convert.FromBase64String(signed.Key), out _);

            // A curve with parameters of its own could be made to fit a key that somebody else has.
            if (!IsName(signed.Publisher) || verifier.ExportParameters(includePrivateParameters: false).Curve is not { IsNamed: true, Oid.Value: NamedCurve })
                throw new JsonException();
            return verifier.VerifyData(Text(signed.Publisher, content.Files), Convert.FromBase64String(signed.Signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                ? new PluginPublisher(signed.Publisher, IdOf(verifier.ExportSubjectPublicKeyInfo()))
                : throw new PluginFault(PluginStatus.Untrusted, "Its signature does not fit its files: something was changed, added or taken away after it was signed. Get it again from its publisher.");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or CryptographicException)
        {
            throw new PluginFault(PluginStatus.Untrusted, $"Its {FileName} is no signature of a kind that is known. Sign it again with 'plugins sign', or take the file out.");
        }
    }

    /// <summary>Signs files.</summary>
    /// <returns>What belongs into <see cref="FileName"/>, and who signed.</returns>
    public static (byte[] Json, PluginPublisher Publisher) Sign(PluginContent content, string name, ECDsa key)
    {
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        byte[] signature = key.SignData(Text(name, content.Files), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var signed = new Signed(name, Convert.ToBase64String(publicKey), Convert.ToBase64String(signature));
        return (JsonSerializer.SerializeToUtf8Bytes(signed, Options), new PluginPublisher(name, IdOf(publicKey)));
    }

    private static string IdOf(byte[] publicKey) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(publicKey)).TrimEnd('=');

    private static byte[] Text(string name, IEnumerable<ContentFile> files) => Encoding.UTF8.GetBytes(
        $"integration-host plugin 1\n{name}\n" + string.Concat(files.Where(file => file.Path != FileName).OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Sha256}  {file.Path}\n")));

    /// <summary>The file.</summary>
    private sealed record Signed(string Publisher, string Key, string Signature);
}

using System.Text.Json;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>
/// Which transit engine unwraps a slot. Lies beside the key files, never in the ring: whoever could change the ring would otherwise choose who is sent the token.
/// </summary>
/// <param name="Address">Address of the vault, such as <c>https://vault.example:8200</c>; <c>http</c> towards loopback only.</param>
/// <param name="Mount">Where the transit engine is mounted.</param>
/// <param name="Key">Name of the transit key.</param>
/// <param name="TokenFile">File with a token that may encrypt and decrypt with that key; mode 0600.</param>
public sealed record TransitSettings(string Address, string Mount, string Key, string TokenFile)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static string PathFor(HostPaths paths) => Path.ChangeExtension(paths.KeyFilePath, ".transit.json");

    /// <summary>What is wrong with it, with the next step; <c>null</c> if nothing is.</summary>
    internal string? Problem => (Uri.TryCreate(Address, UriKind.Absolute, out Uri? uri), IsName(Mount) && IsName(Key)) switch
    {
        (false, _) => "The vault's address is no absolute URL. Give one such as https://vault.example:8200.",
        _ when uri!.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) => "The vault's address is not https. Plain http is accepted towards loopback only.",
        _ when uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 => "The vault's address has more than host, port and path. Give the token in a file.",
        (_, false) => "Mount and key of the transit engine are names of letters, digits, '-' and '_'.",
        _ => Path.IsPathFullyQualified(TokenFile) ? null : "The token file's path is not absolute.",
    };

    /// <exception cref="StoreException">It cannot be read, is damaged, or open to others.</exception>
    internal static TransitSettings? Read(HostPaths paths)
    {
        string path = PathFor(paths);
        PrivateFiles.CheckFile(path);
        if (!File.Exists(path))
            return null;
        try
        {
            TransitSettings? settings = JsonSerializer.Deserialize<TransitSettings>(File.ReadAllBytes(path), Json);
            if (settings is { Address: not null, Mount: not null, Key: not null, TokenFile: not null, Problem: null })
                return settings;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // Said below, without the file's text.
        }

        throw new StoreException($"The transit settings {path} cannot be read or are not as they should be. Restore the file, or remove the slot and add it again.", StoreException.Configuration);
    }

    internal void Write(HostPaths paths) => PrivateFiles.WriteAtomically(PathFor(paths), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    private static bool IsName(string text) => text.Length is > 0 and <= 100 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring;

/// <summary>
/// NuGet's cache on this machine. It knows a package by id and version alone, so that a package of an earlier build with the same version would be used in place of the one that lies beside the project,
/// and nobody would be told.
/// </summary>
internal static class PackageCache
{
    private const string Marker = ".nupkg.metadata";

    /// <summary>Takes the package out of the cache if what is there came of another file; the next restore puts in this one.</summary>
    /// <param name="package">A <c>.nupkg</c> of ours, named ID.VERSION.nupkg.</param>
    /// <param name="root">The cache; by default the user's.</param>
    /// <returns>Whether there was one.</returns>
    public static bool ForgetOther(string package, string? root = null)
    {
        (string id, string version) = Split(Path.GetFileNameWithoutExtension(package));
        string cached = Path.Combine(root ?? Root, id.ToLowerInvariant(), version.ToLowerInvariant());
        try
        {
            if (!File.Exists(Path.Combine(cached, Marker)) || Hash(cached) == Hash(File.ReadAllBytes(package)))
                return false;

            // Away at once: without its marker NuGet takes what is left of a package for none.
            File.Delete(Path.Combine(cached, Marker));
            Directory.Delete(cached, recursive: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody restores it right now, or it is not this user's to change.
            return false;
        }
    }

    // As NuGet finds it.
    private static string Root => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } own
        ? own
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static (string Id, string Version) Split(string name)
    {
        string[] parts = name.Split('.');
        int number = Array.FindIndex(parts, part => part.Length > 0 && char.IsAsciiDigit(part[0]));
        return number < 0 ? (name, "") : (string.Join('.', parts[..number]), string.Join('.', parts[number..]));
    }

    private static string? Hash(string cached)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(cached, Marker)))?["contentHash"] is JsonValue value && value.TryGetValue(out string? hash) ? hash : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    // What NuGet writes for a package that nobody signed: the SHA-512 of the file.
    private static string Hash(byte[] package) => Convert.ToBase64String(SHA512.HashData(package));
}

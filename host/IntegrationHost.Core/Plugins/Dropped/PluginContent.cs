using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>All bytes of a dropped-in plugin, under one name.</summary>
/// <param name="Digest">SHA-256 over the names and hashes of all files: what an operator approves.</param>
/// <param name="Files">Every file, by path.</param>
internal sealed record PluginContent(string Digest, IReadOnlyList<ContentFile> Files)
{
    /// <summary>The content of these files.</summary>
    public static PluginContent Of(IEnumerable<ContentFile> files)
    {
        ContentFile[] ordered = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        string listing = string.Concat(ordered.Select(file => $"{file.Sha256}  {file.Path}\n"));
        return new PluginContent(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing))), ordered);
    }
}

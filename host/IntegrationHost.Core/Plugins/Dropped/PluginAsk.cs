using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What a plugin asks an operator for: which providers it offers, where credentials go, how they are placed, and which modules it brings.</summary>
/// <param name="Providers">By id.</param>
internal sealed record PluginAsk(IReadOnlyList<AskedProvider> Providers)
{
    /// <summary>Fingerprint of the key that signed it; <c>null</c> if none did.</summary>
    public string? PublisherKey { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>What the embedded metadata says.</summary>
    public static PluginAsk Of(IEnumerable<ProviderMetadata> providers) => new([.. providers.Select(AskedProvider.Of).OrderBy(provider => provider.Id, StringComparer.Ordinal)]);

    /// <summary>What a loaded plugin really is.</summary>
    public static PluginAsk Of(IEnumerable<CatalogProvider> providers) => new([.. providers.Select(AskedProvider.Of).OrderBy(provider => provider.Id, StringComparer.Ordinal)]);

    /// <summary>The ask as it was stored.</summary>
    public static PluginAsk Parse(string json) => JsonSerializer.Deserialize<PluginAsk>(json, Options) ?? new PluginAsk([]);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>One line for each thing that is asked for.</summary>
    public IEnumerable<AskLine> Lines() => Providers.SelectMany(provider => provider.Lines()).Prepend(new AskLine("publisher", PublisherKey is null ? "not signed" : "key " + PublisherKey));

    /// <summary>What another asks for beyond this one, and no longer.</summary>
    public IReadOnlyList<PluginDifference> ChangesTo(PluginAsk other)
    {
        HashSet<AskLine> before = [.. Lines()];
        HashSet<AskLine> after = [.. other.Lines()];
        return
        [
            .. after.Where(line => !before.Contains(line)).Select(line => new PluginDifference(line.Part, PluginDifference.Added, line.What)),
            .. before.Where(line => !after.Contains(line)).Select(line => new PluginDifference(line.Part, PluginDifference.Removed, line.What)),
        ];
    }
}

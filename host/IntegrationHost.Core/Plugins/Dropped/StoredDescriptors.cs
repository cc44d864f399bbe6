using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>The descriptors of a plugin as plain data of the host's own: what was checked is what is used, however often the plugin is asked, and without loading it.</summary>
/// <param name="Providers">Its providers.</param>
internal sealed record StoredDescriptors(IReadOnlyList<StoredProvider> Providers)
{
    /// <summary>The descriptors of a plugin that was loaded and checked.</summary>
    public static StoredDescriptors Of(IEnumerable<CatalogProvider> providers) =>
        new([.. providers.Select(provider => new StoredProvider(provider.Descriptor, [.. provider.Modules.Select(module => module.Descriptor)]))]);

    /// <summary>Reads them if their hash is the expected one; <c>null</c> otherwise.</summary>
    public static StoredDescriptors? Read(byte[]? json, string sha256) =>
        json is not null && Hash(json) == sha256 ? JsonSerializer.Deserialize(json, DescriptorJson.Default.StoredDescriptors) : null;

    public static string Hash(byte[] json) => Convert.ToHexStringLower(SHA256.HashData(json));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DescriptorJson.Default.StoredDescriptors);
}

/// <summary>A provider with its modules.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Modules">Its modules.</param>
internal sealed record StoredProvider(ProviderDescriptor Provider, IReadOnlyList<ModuleDescriptor> Modules);

/// <summary>How descriptors are written, without reflection.</summary>
[JsonSourceGenerationOptions(MaxDepth = 64, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredDescriptors))]
internal sealed partial class DescriptorJson : JsonSerializerContext;

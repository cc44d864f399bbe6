using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata;

/// <summary>What reading a metadata file gave.</summary>
/// <param name="Provider">The provider; <c>null</c> if there is an error.</param>
/// <param name="Problems">What is wrong, in the order of the text; warnings alone leave the provider.</param>
public sealed record MetadataResult(ProviderMetadata? Provider, EquatableArray<MetadataProblem> Problems);

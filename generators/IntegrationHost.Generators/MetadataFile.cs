using System.Threading;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators;

/// <summary>A metadata file as read: plain data that compares by content.</summary>
internal sealed record MetadataFile(string Path, ProviderMetadata? Provider, EquatableArray<MetadataProblem> Problems)
{
    public static MetadataFile Read(AdditionalText file, CancellationToken cancellationToken)
    {
        MetadataResult result = MetadataReader.Read(file.GetText(cancellationToken)?.ToString() ?? "", file.Path);
        return new MetadataFile(file.Path, result.Provider, result.Problems);
    }
}

/// <summary>What the C# of a provider is made from.</summary>
internal sealed record ProviderInput(string Path, ProviderMetadata Provider);

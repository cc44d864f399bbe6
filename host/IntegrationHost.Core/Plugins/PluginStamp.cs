using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using IntegrationHost.Contracts;

namespace IntegrationHost.Core.Plugins;

/// <summary>What a plugin says of itself, read from its metadata: none of its code runs.</summary>
/// <param name="EntryTypes">Full names of the entry classes, one for each provider.</param>
/// <param name="ContractVersion">Contract it was built against.</param>
/// <param name="AssemblyVersion">Version of its assembly.</param>
internal sealed record PluginStamp(IReadOnlyList<string> EntryTypes, string ContractVersion, string AssemblyVersion)
{
    /// <summary>Its assembly's simple name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its version as its author names it, without what names the build; <see cref="AssemblyVersion"/> if it has none.</summary>
    public string SemanticVersion { get; init; } = AssemblyVersion;

    /// <exception cref="PluginFault">It is no .NET assembly, or carries no <see cref="ProviderPluginAttribute"/>.</exception>
    public static PluginStamp Read(string assemblyPath)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(assemblyPath));
            MetadataReader metadata = image.GetMetadataReader();
            AssemblyDefinition assembly = metadata.GetAssemblyDefinition();
            var entries = new List<string>();
            string? built = null;
            string? version = null;
            foreach (CustomAttributeHandle handle in assembly.GetCustomAttributes())
            {
                CustomAttribute attribute = metadata.GetCustomAttribute(handle);
                if (IsOf(metadata, attribute, "System.Reflection", nameof(System.Reflection.AssemblyInformationalVersionAttribute)))
                {
                    BlobReader value = metadata.GetBlobReader(attribute.Value);
                    value.ReadUInt16();
                    version = value.ReadSerializedString()?.Split('+')[0];
                }
                else if (IsOf(metadata, attribute, "IntegrationHost.Contracts", nameof(ProviderPluginAttribute)))
                {
                    BlobReader value = metadata.GetBlobReader(attribute.Value);
                    value.ReadUInt16();
                    entries.Add((value.ReadSerializedString() ?? "").Split(',')[0]);
                    built = value.ReadSerializedString() ?? "";
                }
            }

            if (built is not null)
            {
                // One compiler made them all, so that they name one contract; metadata keeps no order of its own.
                string number = assembly.Version.ToString(3);
                return new PluginStamp([.. entries.Order(StringComparer.Ordinal)], built, number) { Name = metadata.GetString(assembly.Name), SemanticVersion = version ?? number };
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or InvalidOperationException or IOException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"{Path.GetFileName(assemblyPath)} is no .NET assembly. Build the plugin again.");
        }

        throw new PluginFault(
            PluginStatus.Malfunctioned, $"{Path.GetFileName(assemblyPath)} has no [assembly: ProviderPlugin]. Give it a metadata file and build it again with the generator.");
    }

    /// <summary>The major part must be equal, the minor part not newer than the host's.</summary>
    /// <exception cref="PluginFault">It was built against another contract.</exception>
    public void CheckContract()
    {
        Version host = Version.Parse(Contracts.ContractVersion.Current);
        if (!Version.TryParse(ContractVersion, out Version? built) || built.Major != host.Major || built.Minor > host.Minor)
        {
            string found = built?.ToString(2) ?? "an unreadable version";
            throw new PluginFault(PluginStatus.Incompatible, $"It was built against contract {found}, this host has {host}. Build it against IntegrationHost.Contracts {host}.");
        }
    }

    private static bool IsOf(MetadataReader metadata, CustomAttribute attribute, string space, string name)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        MemberReference constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        if (constructor.Parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
        return metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, space);
    }
}

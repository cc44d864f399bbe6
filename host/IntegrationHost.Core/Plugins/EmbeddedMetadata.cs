using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace IntegrationHost.Core.Plugins;

/// <summary>A metadata file that lies in a plugin's assembly, as the generator read it. None of the plugin's code runs to get it.</summary>
/// <param name="FileName">Name of the file, such as <c>slack.execmodules.json</c>.</param>
/// <param name="Text">Its text, unchecked: read it with <see cref="Metadata.MetadataReader"/>.</param>
/// <remarks>It is a claim: code that was written by hand may describe something else. The descriptor of the loaded plugin tells.</remarks>
public sealed record EmbeddedMetadata(string FileName, string Text)
{
    /// <summary>How the names of the resources begin.</summary>
    public const string Prefix = "IntegrationHost.Metadata/";

    /// <summary>The metadata files of an assembly, by name; none if it carries none.</summary>
    /// <param name="image">The bytes of the assembly.</param>
    /// <exception cref="InvalidDataException">It is no .NET assembly, or a resource is larger than a metadata file may be.</exception>
    public static IReadOnlyList<EmbeddedMetadata> Read(ReadOnlyMemory<byte> image)
    {
        try
        {
            using var file = new PEReader(new MemoryStream(image.ToArray(), writable: false));
            System.Reflection.Metadata.MetadataReader reader = file.GetMetadataReader();
            return
            [
                .. reader.ManifestResources.Select(reader.GetManifestResource)
                    .Where(resource => resource.Implementation.IsNil && reader.GetString(resource.Name).StartsWith(Prefix, StringComparison.Ordinal))
                    .Select(resource => new EmbeddedMetadata(reader.GetString(resource.Name)[Prefix.Length..], TextAt(file, resource.Offset)))
                    .OrderBy(metadata => metadata.FileName, StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (failure is BadImageFormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("The file is no .NET assembly, or a damaged one.", failure);
        }
    }

    // ECMA-335, II.24.2.2 and II.25.3.3: the directory of resources, and in it the length before the bytes.
    private static string TextAt(PEReader file, long offset)
    {
        DirectoryEntry directory = file.PEHeaders.CorHeader!.ResourcesDirectory;
        BlobReader bytes = file.GetSectionData(directory.RelativeVirtualAddress).GetReader((int)offset, directory.Size - (int)offset);
        int length = bytes.ReadInt32();
        if (length < 0 || length > bytes.RemainingBytes || length > Metadata.MetadataReader.MaxBytes)
            throw new InvalidDataException("A metadata file in the assembly has an impossible size.");

        return Encoding.UTF8.GetString(bytes.ReadBytes(length)).TrimStart('\uFEFF');
    }
}

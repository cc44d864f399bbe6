using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>What a plugin's assembly refers to, read without running it.</summary>
/// <param name="References">Names of the assemblies it needs.</param>
/// <param name="Reaches">Ways past the host's channel that its code names, such as <c>System.Net.Sockets</c>.</param>
internal sealed record AssemblyFacts(IReadOnlyList<string> References, IReadOnlyList<string> Reaches)
{
    // A plugin needs none of these: the host calls for it. They are named for whoever decides whether to trust it.
    private static readonly string[] Beyond =
        ["System.Net.Http", "System.Net.Sockets", "System.Diagnostics.Process", "System.IO.File", "System.IO.Directory", "System.Environment", "System.Reflection.Emit", "System.Runtime.InteropServices.Marshal", "System.Runtime.Loader"];

    public static AssemblyFacts Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        MetadataReader reader = image.GetMetadataReader();
        string[] types = [.. reader.TypeReferences.Select(reader.GetTypeReference).Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")];
        IEnumerable<string> reaches = Beyond.Where(name => types.Any(type => type == name || type.StartsWith(name + ".", StringComparison.Ordinal)));
        bool native = reader.GetTableRowCount(TableIndex.ImplMap) > 0;
        return new AssemblyFacts(
            [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Distinct().Order(StringComparer.Ordinal)],
            [.. native ? reaches.Append("native code") : reaches]);
    }
}

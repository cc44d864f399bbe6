using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Upstream;

/// <summary>The metadata of a file, or of all files of a directory.</summary>
/// <param name="Files">Providers by the path of their file, in the order of the paths.</param>
public sealed record MetadataSet(IReadOnlyList<(string Path, ProviderMetadata Provider)> Files)
{
    /// <summary>Every module once; of a class that stands in two files, the first by path.</summary>
    public IEnumerable<ModuleMetadata> Modules => Files.SelectMany(file => file.Provider.Modules).DistinctBy(module => module.ModuleClass, StringComparer.Ordinal);

    /// <summary>Reads a file, or every metadata file of a directory.</summary>
    /// <param name="path">File or directory; a directory that does not exist has no files.</param>
    /// <param name="below">Whether directories below count as well.</param>
    /// <exception cref="UpstreamException">A file cannot be read, or has errors.</exception>
    public static MetadataSet Read(string path, bool below = false)
    {
        try
        {
            string[] files = File.Exists(path) ? [path]
                : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*" + MetadataReader.FileSuffix, below ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Where(IsSource).Order(StringComparer.Ordinal)]
                : [];
            return new MetadataSet([.. files.Select(file => (file, ReadFile(file)))]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UpstreamException($"{path} cannot be read ({failure.GetType().Name}). Check the path and who may read it.", UpstreamFault.Unusable);
        }
    }

    // What a build copied is not what people wrote.
    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "artifacts");

    private static ProviderMetadata ReadFile(string file)
    {
        MetadataResult result = MetadataReader.Read(File.ReadAllText(file), file);
        return result.Provider ?? throw Invalid(file, result.Problems.First(problem => problem.Rule.IsError));
    }

    private static UpstreamException Invalid(string file, MetadataProblem problem) =>
        new($"{file}({problem.Line},{problem.Column}): {problem.Message} ({problem.Rule.Id}) 'metadata validate' lists all problems.", UpstreamFault.Unusable);
}

using IntegrationHost.Metadata;

namespace IntegrationHost.Diagnosis;

/// <summary>What one metadata file was found to be.</summary>
/// <param name="File">The file as named.</param>
/// <param name="Valid">Whether it has no errors.</param>
/// <param name="Summary">What it describes, if it is valid.</param>
/// <param name="Findings">Errors and warnings in the order of the text.</param>
internal sealed record MetadataCheck(string File, bool Valid, string Summary, IReadOnlyList<MetadataFinding> Findings)
{
    /// <summary>The metadata files of a directory; the path itself if it is none.</summary>
    public static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*" + MetadataReader.FileSuffix).Order(StringComparer.Ordinal) : [path];

    public static MetadataCheck Of(string file)
    {
        string text;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MetadataReader.MaxBytes })
            {
                return Unreadable(file, $"it is larger than {MetadataReader.MaxBytes / 1024 / 1024} MiB");
            }

            text = System.IO.File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Unreadable(file, "it does not exist, or you may not read it");
        }

        MetadataResult result = MetadataReader.Read(text, file);
        string summary = result.Provider is { } provider
            ? $"{provider.Id}: {Count(provider.CredentialKinds.Count, "credential kind")}, {Count(provider.Modules.Count, "module")}"
            : "";
        return new MetadataCheck(file, result.Provider is not null, summary, [.. result.Problems.Select(Finding)]);
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static MetadataFinding Finding(MetadataProblem problem) =>
        new(problem.Line, problem.Column, problem.Rule.Severity.ToString().ToLowerInvariant(), problem.Rule.Id, problem.Message);

    private static MetadataCheck Unreadable(string file, string reason) =>
        new(file, false, "", [new MetadataFinding(1, 1, "error", "", $"The file cannot be read: {reason}.")]);
}

/// <summary>One error or warning.</summary>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Id">Rule id; empty if the file could not be read.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record MetadataFinding(int Line, int Column, string Severity, string Id, string Message);

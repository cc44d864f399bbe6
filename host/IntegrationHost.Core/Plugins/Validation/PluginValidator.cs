using System.Text.Json;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Quality;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>Looks over a plugin before a host does: a project, a plugin folder or a <c>.zip</c>. None of its code runs, unless that is asked for.</summary>
public static class PluginValidator
{
    private const string MetadataPattern = "*" + MetadataReader.FileSuffix;

    /// <summary>Validates what lies at a path.</summary>
    /// <param name="path">A project's folder (or one with such below <c>src/</c>), a plugin folder, or a <c>.zip</c>.</param>
    /// <param name="load">Whether to load the assembly into this process and look at its descriptors: its code runs, as you.</param>
    public static PluginValidation Validate(string path, bool load = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return ValidateZip(path, full, load);

        if (!Directory.Exists(full))
            return new PluginValidation(path, "", [new PluginCheck("source", "error", false, "There is neither a folder nor a .zip there. Name a plugin project, a plugin folder or a .zip.")], []);

        string[] projects = Projects(full);
        return projects.Length > 0 ? ValidateProject(path, projects, full, load) : ValidateFolder(path, "folder", full, load);
    }

    private static PluginValidation ValidateZip(string path, string full, bool load)
    {
        string folder = Directory.CreateTempSubdirectory("ih-validate-").FullName;
        try
        {
            string content = Path.Combine(folder, "plugin");
            Directory.CreateDirectory(content);
            string? why = Unpack(full, content);
            var zip = new PluginCheck("zip", "error", why is null, why ?? "The archive is plain: no path leads outside, no links.");
            if (why is not null)
                return new PluginValidation(path, "zip", [zip], []);

            PluginValidation inner = ValidateFolder(path, "zip", content, load);
            return inner with { Checks = [zip, .. inner.Checks] };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>By the rules of a host that takes it in; says why it would not, or gives <c>null</c>.</summary>
    private static string? Unpack(string zip, string folder)
    {
        try
        {
            if (!zip.EndsWith(PluginSource.ZipSuffix, StringComparison.OrdinalIgnoreCase))
                return $"It is neither a folder nor named *{PluginSource.ZipSuffix}, and a host looks at nothing else. Name a plugin project, a plugin folder or a {PluginSource.ZipSuffix}.";
            ContentCopy copy = new(folder);
            new PluginSource(zip).CopyTo(copy);
            copy.Finish();
            return null;
        }
        catch (PluginFault fault)
        {
            return fault.Message;
        }
    }

    private static PluginValidation ValidateFolder(string path, string kind, string folder, bool load)
    {
        var list = new CheckList();
        IReadOnlyList<EmbeddedMetadata> metadata = new FolderChecks(list).Check(folder, load);
        IReadOnlyList<ProviderQuality> qualities = [.. metadata.Select(file => Quality(list, file.Text, folder, TestEvidence.None)).OfType<ProviderQuality>()];
        list.Info("quality-evidence", "Recorded replies and tests are not in a packed plugin; validate the project for the tier that they earn.");
        return new PluginValidation(path, kind, list.Checks, qualities);
    }

    private static PluginValidation ValidateProject(string path, string[] projects, string full, bool load)
    {
        var list = new CheckList();
        var qualities = new List<ProviderQuality>();
        foreach (string project in projects)
        {
            string folder = Path.GetDirectoryName(project)!;
            string[] files = [.. Directory.EnumerateFiles(folder, MetadataPattern).Order(StringComparer.Ordinal)];
            foreach (string file in files)
            {
                string text = File.ReadAllText(file);
                if (MetadataChecks.Read(list, Path.GetRelativePath(full, file), text) is not { } provider)
                    continue;

                ReplyChecks.Check(list, provider, folder);
                if (Quality(list, text, folder, Tests(full, project, provider)) is { } quality)
                    qualities.Add(quality);
            }

            CheckBuilt(list, project, folder, files, load);
        }

        return new PluginValidation(path, "project", list.Checks, qualities);
    }

    private static void CheckBuilt(CheckList list, string project, string folder, string[] files, bool load)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string built = Path.Combine(folder, "bin", "plugin", name);
        if (!list.Should("packed", $"Packed in {Path.Combine("bin", "plugin", name)}.", Directory.Exists(built) ? null : "It is not packed yet: run 'dotnet publish' in the project, and validate again."))
            return;

        IReadOnlyList<EmbeddedMetadata> embedded = new FolderChecks(list).Check(built, load);
        bool same = files.All(file => embedded.Any(item => item.FileName == Path.GetFileName(file) && item.Text == File.ReadAllText(file)));
        list.Must("packed-is-current", "What is packed is made of the metadata as it is now.", same ? null : "What is packed is made of another metadata file than the project has now. Run 'dotnet publish' again.");
    }

    private static ProviderQuality? Quality(CheckList list, string metadata, string folder, TestEvidence tests)
    {
        if (MetadataReader.Read(metadata).Provider is not { } provider || !metadata.Contains("\"provider\"", StringComparison.Ordinal))
            return null;

        try
        {
            ProviderEvidence evidence = ProviderEvidence.Of(metadata, folder) with { Tests = tests };
            var assessment = QualityAssessment.Of(evidence);
            if (evidence.QualityText is not null && tests != TestEvidence.None)
                list.Must("quality", $"quality.json of {provider.Id} says what is so.", assessment.Problems.Count == 0 ? null : string.Join(" ", assessment.Problems));
            QualityTier next = assessment.Tier == QualityTier.Platinum ? QualityTier.Platinum : assessment.Tier + 1;
            return new ProviderQuality(
                provider.Id, assessment.Tier.ToString().ToLowerInvariant(),
                [.. assessment.Open.Where(item => item.Rule.Tier <= next).Select(item => $"{item.Rule.Id}: {string.Join(", ", item.Gaps.Take(5))}{(item.Gaps.Count > 5 ? $" and {item.Gaps.Count - 5} more" : "")}")]);
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or InvalidOperationException or NullReferenceException)
        {
            list.Must("quality", "", failure is InvalidDataException ? failure.Message : "The quality rules cannot be looked up in this form of metadata.");
            return null;
        }
    }

    /// <summary>The tests of a project are those that inherit the conformance suite, in the same folder tree.</summary>
    private static TestEvidence Tests(string root, string project, ProviderMetadata provider)
    {
        string[] files = [.. Directory.EnumerateFiles(root, "*Tests.cs", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).Order(StringComparer.Ordinal)];
        string source = string.Concat(files.Select(File.ReadAllText));
        bool conforms = source.Contains("ProviderConformance<", StringComparison.Ordinal);
        string clients = Path.GetFileNameWithoutExtension(project).Split('.')[^1] + "ClientTests.cs";
        return new TestEvidence(source, conforms ? [.. provider.CredentialKinds.Where(kind => kind.Auth.Scheme != "Mail").Select(kind => kind.Id)] : [],
            files.Any(file => Path.GetFileName(file).Equals(clients, StringComparison.OrdinalIgnoreCase) && File.ReadAllText(file).Contains("[Fact]", StringComparison.Ordinal)));
    }

    /// <summary>Projects with a metadata file beside them: here, or below.</summary>
    private static string[] Projects(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.csproj", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(project => Directory.EnumerateFiles(Path.GetDirectoryName(project)!, MetadataPattern).Any()).Order(StringComparer.Ordinal),
    ];
}

using System.Reflection;
using System.Text;

namespace IntegrationHost.Authoring;

/// <summary>Writes a draft as a solution that builds, tests and packs itself.</summary>
internal static class ProjectFolder
{
    private const string TemplatePrefix = "provider-plugin/";
    private const string PackagesFolder = "packages";

    /// <summary>Writes everything; gives the paths that were written, and what was left out of the metadata.</summary>
    /// <param name="directory">A directory that is empty, or not there.</param>
    /// <param name="draft">The provider.</param>
    /// <exception cref="DraftException">Nothing valid comes of the draft; nothing was written.</exception>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut) Write(string directory, ProviderDraft draft)
    {
        (string metadata, IReadOnlyList<string> leftOut) = MetadataDraft.Write(draft);
        string plugin = Path.Combine("src", draft.Names.Project);
        List<(string Path, string Text)> files = [.. Template(draft.Names)];
        files.Add((Path.Combine(plugin, draft.Names.Id + Metadata.MetadataReader.FileSuffix), metadata));
        files.Add((Path.Combine(plugin, "README.md"), ReadmeDraft.Of(draft with { Notes = [.. draft.Notes, .. leftOut] }, metadata)));
        files.AddRange(ReplyDrafts.Of(draft).Select(reply => (Path.Combine(plugin, "replies", reply.Path.Replace('/', Path.DirectorySeparatorChar)), reply.Text)));
        string[] packages = Packages();
        if (packages.Length > 0)
            files.Add(("nuget.config", NuGetConfig));

        foreach ((string path, string text) in files)
        {
            string full = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        foreach (string package in packages)
        {
            Directory.CreateDirectory(Path.Combine(directory, PackagesFolder));
            File.Copy(package, Path.Combine(directory, PackagesFolder, Path.GetFileName(package)));
            PackageCache.ForgetOther(package);
        }

        return ([.. files.Select(file => file.Path).Order(StringComparer.Ordinal)], leftOut);
    }

    private const string NuGetConfig = """
        <configuration>
          <!-- The packages of the host that made this project lie beside it. Remove this file where they are on a feed of yours. -->
          <packageSources>
            <add key="integration-host" value="packages" />
          </packageSources>
        </configuration>

        """;

    // The packages of this very version come with the program.
    private static string[] Packages()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "sdk");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "IntegrationHost.Sdk*.nupkg").Order(StringComparer.Ordinal)] : [];
    }

    private static IEnumerable<(string Path, string Text)> Template(ProviderNames names)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(TemplatePrefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (Filled(resource[TemplatePrefix.Length..], names).Replace('/', Path.DirectorySeparatorChar), Filled(reader.ReadToEnd(), names));
        }
    }

    private static string Filled(string text, ProviderNames names) => text
        .Replace("AcmeProvider", names.Project, StringComparison.Ordinal).Replace("AcmeProject", names.Project, StringComparison.Ordinal)
        .Replace("AcmeClass", names.Class, StringComparison.Ordinal).Replace("acme-provider", names.Id, StringComparison.Ordinal);
}

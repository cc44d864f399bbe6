using System.Reflection;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>Where the build put the test plugins.</summary>
internal static class BuiltPlugins
{
    private static readonly Dictionary<string, string> Folders = typeof(BuiltPlugins).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key == "TestPlugin")
        .ToDictionary(attribute => Project(attribute.Value!), attribute => Path.GetDirectoryName(attribute.Value)!);

    /// <summary>Folder of a built plugin: by project, since several versions of one assembly have projects of their own.</summary>
    public static string FolderOf(string project) => Folders[project];

    /// <summary>The files that a build stages.</summary>
    public static IEnumerable<string> FilesOf(string situation) =>
        Directory.EnumerateFiles(Folders[situation]).Where(path => path.EndsWith(".dll", StringComparison.Ordinal) || path.EndsWith(".deps.json", StringComparison.Ordinal));

    // artifacts/bin/PROJECT/debug/ASSEMBLY.dll
    private static string Project(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path)))!;
}

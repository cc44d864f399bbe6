namespace IntegrationHost.Architecture.Tests;

/// <summary>The top level is fixed: what the product is, and the plumbing that tools must find there.</summary>
public sealed class TopLevelTests
{
    private static readonly string[] Allowed =
    [
        "host", "plugins", "generators", "tests", "templates", "IntegrationHost.sln", "plugin-manifest.json", "README.md",
        "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitattributes", ".gitignore", ".ci", ".config", "LICENSE",
        // Made by tools and ignored by git.
        ".git", "artifacts", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts",
    ];

    [Fact]
    public void TopLevel_HoldsNothingButTheFixedNames()
    {
        IEnumerable<string> names = Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path));

        Assert.Empty(names.Except(Allowed));
    }

    [Fact]
    public void EveryPluginOfTheManifest_IsAFolderWithItsCastOfFiles()
    {
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "plugin-manifest.json")));
        foreach (System.Text.Json.JsonElement plugin in manifest.RootElement.GetProperty("plugins").EnumerateArray())
        {
            string folder = Path.Combine(Repository.Root, plugin.GetProperty("project").GetString()!);
            string id = plugin.GetProperty("id").GetString()!;
            Assert.True(Directory.EnumerateFiles(folder, "*.execmodules.json").Any(), $"{id} has no *.execmodules.json in {Path.GetFileName(folder)}.");
            Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{id} has no README.md in {Path.GetFileName(folder)}.");
        }
    }
}

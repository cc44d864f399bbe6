using System.IO.Compression;
using System.Security.Cryptography;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Sdk.Tests;

/// <summary><c>dotnet new integration-provider</c>, from an empty directory to a plugin that a host takes.</summary>
public sealed class TemplateTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const string Template = "integration-provider";

    private string[] Hive => ["--debug:custom-hive", Path.Combine(workshop.Root, "hive")];

    [Fact]
    public async Task New_BuildsPassesItsConformanceTestsAndPacks()
    {
        await NewAsync("Harbor", "--base-url", "https://api.harbor.example/v3", "--auth", "header", "--key-name", "X-Harbor", "--smoke-path", "/self");

        await workshop.MustAsync("Harbor", "build", "-warnaserror");
        string tests = await workshop.MustAsync("Harbor", "exec", Path.Combine("tests", "Harbor.Tests", "bin", "Debug", "net10.0", "Harbor.Tests.dll"));
        Assert.Contains("Failed: 0", tests, StringComparison.Ordinal);

        string first = await PublishAsync();
        Assert.Equal(first, await PublishAsync());
        string folder = Path.Combine(workshop.Root, "Harbor", "src", "Harbor", "bin", "plugin", "Harbor");
        Assert.Equal(
            ["Harbor.deps.json", "Harbor.dll", "README.md", "plugin.json"],
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal));
        PluginStamp stamp = PluginStamp.Read(Path.Combine(folder, "Harbor.dll"));
        stamp.CheckContract();
        Assert.Equal(["Harbor.HarborPlugin"], stamp.EntryTypes);
        EmbeddedMetadata metadata = Assert.Single(EmbeddedMetadata.Read(File.ReadAllBytes(Path.Combine(folder, "Harbor.dll"))));
        Assert.Equal("harbor", MetadataReader.Read(metadata.Text, metadata.FileName).Provider!.Id);
    }

    [Theory]
    [InlineData("bearer", "Bearer", "api-key", "Acme", "acme", "Acme")]
    [InlineData("query", "Query", "api-key", "my-dock", "my-dock", "Mydock")]
    [InlineData("basic", "Basic", "login", "Contoso.Quay", "contoso-quay", "ContosoQuay")]
    [InlineData("oauth2", "OAuth2", "client-credentials", "GitHub", "git-hub", "GitHub")]
    public async Task New_EveryAuth_DescribesAProviderWithItsReplies(string auth, string scheme, string kind, string name, string id, string className)
    {
        await NewAsync(name, "--auth", auth);

        string folder = Path.Combine(workshop.Root, name, "src", name);
        string file = Assert.Single(Directory.EnumerateFiles(folder, "*.execmodules.json"));
        MetadataResult read = MetadataReader.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file);
        Assert.Empty(read.Problems);
        Assert.Equal((id + MetadataReader.FileSuffix, id, className), (Path.GetFileName(file), read.Provider!.Id, read.Provider.Name));
        CredentialKindMetadata only = Assert.Single(read.Provider.CredentialKinds);
        Assert.Equal((kind, scheme), (only.Id, only.Auth.Scheme));
        Assert.Equal([Path.Combine(folder, "replies", kind)], Directory.EnumerateDirectories(Path.Combine(folder, "replies")));
        string[] projects = [$"src/{name}/{name}.csproj", $"tests/{name}.Tests/{name}.Tests.csproj"];
        string solution = await File.ReadAllTextAsync(Path.Combine(workshop.Root, name, name + ".slnx"), TestContext.Current.CancellationToken);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(workshop.Root, name, project)) && solution.Contains(project, StringComparison.Ordinal), project));
        Assert.Contains($"ProviderConformance<{className}Plugin>", await File.ReadAllTextAsync(Path.Combine(workshop.Root, name, "tests", name + ".Tests", "ConformanceTests.cs"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithoutMetadata_SaysWhatToAdd()
    {
        Directory.CreateDirectory(Path.Combine(workshop.Root, "empty"));
        await File.WriteAllTextAsync(
            Path.Combine(workshop.Root, "empty", "Empty.csproj"),
            $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="IntegrationHost.Sdk" Version="{Workshop.Version}" /></ItemGroup></Project>""",
            TestContext.Current.CancellationToken);

        (int exitCode, string output) = await workshop.DotnetAsync("empty", "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("IHSDK001", output, StringComparison.Ordinal);
    }

    private async Task NewAsync(string name, params string[] options)
    {
        if (!Directory.Exists(Path.Combine(workshop.Root, "hive")))
            await workshop.MustAsync(".", ["new", "install", Path.Combine(Workshop.Feed, $"IntegrationHost.Templates.{Workshop.Version}.nupkg"), .. Hive]);
        await workshop.MustAsync(".", ["new", Template, "-n", name, .. options, .. Hive]);
    }

    private async Task<string> PublishAsync()
    {
        await workshop.MustAsync("Harbor", "publish", Path.Combine("src", "Harbor"));
        string zip = Path.Combine(workshop.Root, "Harbor", "src", "Harbor", "bin", "plugin", "harbor-1.0.0.zip");
        using (ZipArchive archive = ZipFile.OpenRead(zip))
            Assert.Contains(archive.Entries, entry => entry.FullName == "Harbor.dll");
        return Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken)));
    }
}

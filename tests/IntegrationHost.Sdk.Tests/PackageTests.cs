using System.IO.Compression;
using IntegrationHost.Contracts;

namespace IntegrationHost.Sdk.Tests;

/// <summary>What the packages hold.</summary>
public sealed class PackageTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void Sdk_BringsTheContractToCompileAgainstAndNothingToRun()
    {
        string[] files = Files("IntegrationHost.Sdk");

        Assert.Contains("ref/net10.0/IntegrationHost.Contracts.dll", files);
        Assert.Contains("ref/net10.0/IntegrationHost.Contracts.xml", files);
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal));
        Assert.All((string[])["IntegrationHost.Generators.dll", "IntegrationHost.Metadata.dll", "Scriban.Signed.dll", "System.Text.Json.dll"], name => Assert.Contains("analyzers/dotnet/cs/" + name, files));
        Assert.Contains("schema/execmodules.schema.json", files);
    }

    [Fact]
    public void Testing_BringsTheHostsOwnCodeAndShowsOnlyTheSuite()
    {
        string[] files = Files("IntegrationHost.Sdk.Testing");

        Assert.Contains("lib/net10.0/IntegrationHost.Core.dll", files);
        Assert.DoesNotContain("ref/net10.0/IntegrationHost.Core.dll", files);
        Assert.Contains("build/IntegrationHost.Sdk.Testing.targets", files);
    }

    [Fact]
    public void Sdk_StampsTheContractOfThisHost()
    {
        Assert.Contains($"<IntegrationHostContract>{ContractVersion.Current}</IntegrationHostContract>", Text("IntegrationHost.Sdk", "build/IntegrationHost.Sdk.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_NameThePackagesOfThisVersion()
    {
        Assert.Contains($"\"IntegrationHost.Sdk\" Version=\"{Workshop.Version}\"", Text("IntegrationHost.Templates", "content/src/AcmeProvider/AcmeProvider.csproj"), StringComparison.Ordinal);
        Assert.Contains($"\"IntegrationHost.Sdk.Testing\" Version=\"{Workshop.Version}\"", Text("IntegrationHost.Templates", "content/tests/AcmeProvider.Tests/AcmeProvider.Tests.csproj"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IntegrationHost.Sdk")]
    [InlineData("IntegrationHost.Sdk.Testing")]
    [InlineData("IntegrationHost.Templates")]
    public void Package_SaysWhatItIsForAndHowItIsUsed(string package)
    {
        string readme = Text(package, "README.md");

        Assert.StartsWith("# " + package, readme, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", Text(package, package + ".nuspec"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_Again_GivesTheSameBytes()
    {
        await workshop.MustAsync(".", "pack", Path.Combine(Workshop.Repository, "generators", "IntegrationHost.Sdk"), "--no-build", "-c", Configuration, "-o", Path.Combine(workshop.Root, "again"));

        string name = $"IntegrationHost.Sdk.{Workshop.Version}.nupkg";
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Workshop.Feed, name), Token), await File.ReadAllBytesAsync(Path.Combine(workshop.Root, "again", name), Token));
    }

    // Where the artifacts of a build lie is named by it: .../bin/PROJECT/debug/.
    private static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Files(string package)
    {
        using ZipArchive archive = Open(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static string Text(string package, string path)
    {
        using ZipArchive archive = Open(package);
        using var reader = new StreamReader(archive.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Workshop.Feed, $"{package}.{Workshop.Version}.nupkg"));
}

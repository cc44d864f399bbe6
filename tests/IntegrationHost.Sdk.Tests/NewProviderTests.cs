using System.Text.Json;

namespace IntegrationHost.Sdk.Tests;

/// <summary><c>integration-host new-provider</c> and <c>plugins validate</c>, as a team uses them outside the repository.</summary>
public sealed class NewProviderTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task Documents_OfStrangers_AllBuild()
    {
        // One project may hold several providers: so one build compiles them all.
        string project = Path.Combine(workshop.Root, "All");
        Directory.CreateDirectory(project);
        foreach (string document in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Documents")))
        {
            string made = "made-" + Path.GetFileNameWithoutExtension(document);
            (int exitCode, string output) = await workshop.HostAsync(".", "new-provider", "--openapi", document, "--out", made);
            Assert.True(exitCode == 0, output);
            string metadata = Assert.Single(Directory.EnumerateFiles(Path.Combine(workshop.Root, made, "src"), "*.execmodules.json", SearchOption.AllDirectories));
            File.Copy(metadata, Path.Combine(project, Path.GetFileName(metadata)));
        }

        await File.WriteAllTextAsync(
            Path.Combine(project, "All.csproj"),
            $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="IntegrationHost.Sdk" Version="{Workshop.Version}" /></ItemGroup></Project>""",
            TestContext.Current.CancellationToken);
        await workshop.MustAsync("All", "build", "-warnaserror");
    }

    [Fact]
    public async Task Document_OfAStranger_PassesItsTestsPacksAndValidates()
    {
        string document = Path.Combine(AppContext.BaseDirectory, "Documents", "client-credentials.yaml");
        (int made, string output) = await workshop.HostAsync(".", "new-provider", "--openapi", document, "--name", "Depot", "--out", "depot");
        Assert.True(made == 0, output);

        await workshop.MustAsync("depot", "build", "-warnaserror");
        string tests = await workshop.MustAsync("depot", "exec", Path.Combine("tests", "Depot.Tests", "bin", "Debug", "net10.0", "Depot.Tests.dll"));
        Assert.Contains("Failed: 0", tests, StringComparison.Ordinal);
        await workshop.MustAsync("depot", "publish", Path.Combine("src", "Depot"));
        string plugin = Path.Combine("depot", "src", "Depot", "bin", "plugin");
        foreach (string path in (string[])["depot", Path.Combine(plugin, "Depot"), Path.Combine(plugin, "depot-1.0.0.zip")])
        {
            (int valid, string report) = await workshop.HostAsync(".", "plugins", "validate", path, "--load", "--json");
            Assert.True(valid == 0, report);
            using var json = JsonDocument.Parse(report);
            JsonElement result = json.RootElement[0];
            Assert.All(result.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("severity").GetString() == "error"), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
            Assert.Equal("depot", result.GetProperty("providers")[0].GetProperty("id").GetString());
        }
    }

    [Theory]
    [InlineData("--name", "Acme")]
    [InlineData("--name", "Acme", "--base-url", "http://acme.example")]
    [InlineData("--name", "Acme", "--base-url", "https://acme.example", "--auth", "magic")]
    [InlineData("--openapi", "nowhere.json")]
    [InlineData("--name", "Acme", "--base-url", "https://acme.example", "--auth", "bearer", "--smoke-path", "../me")]
    public async Task NewProvider_WithoutWhatItNeeds_SaysSoAndWritesNothing(params string[] arguments)
    {
        (int exitCode, string output) = await workshop.HostAsync(".", ["new-provider", .. arguments, "--out", "refused"]);

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(output);
        Assert.False(Directory.Exists(Path.Combine(workshop.Root, "refused")));
    }
}

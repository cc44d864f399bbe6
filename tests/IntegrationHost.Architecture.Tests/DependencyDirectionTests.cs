using System.Reflection;

namespace IntegrationHost.Architecture.Tests;

/// <summary>Dependencies point one way (the map in the README). What is forbidden here is what would let a rule be bypassed.</summary>
public sealed class DependencyDirectionTests
{
    [Theory]
    [InlineData("IntegrationHost.Contracts", "IntegrationHost.", "Microsoft.", "McMaster", "Terminal.Gui")]
    [InlineData("IntegrationHost.Worker", "IntegrationHost.Core", "IntegrationHost.Metadata", "IntegrationHost.Api", "IntegrationHost.Client", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "NSec")]
    [InlineData("IntegrationHost.Client", "IntegrationHost.", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Terminal.Gui")]
    [InlineData("IntegrationHost.Metadata", "IntegrationHost.", "Microsoft.CodeAnalysis", "Scriban")]
    [InlineData("IntegrationHost.Core", "IntegrationHost.Api", "IntegrationHost.Client", "IntegrationHost.Console", "Microsoft.AspNetCore", "Terminal.Gui")]
    [InlineData("IntegrationHost.Api", "IntegrationHost.Console", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Terminal.Gui")]
    [InlineData("IntegrationHost.Console", "IntegrationHost.Core", "IntegrationHost.Api", "IntegrationHost.Contracts", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore")]
    public void Assembly_ReferencesNothingOfTheForbidden(string assembly, params string[] forbidden)
    {
        string[] references = [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!)];

        string[] found = [.. references.Where(name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))];

        Assert.True(found.Length == 0, $"{assembly} must not reference {string.Join(", ", found)}: dependencies point one way.");
    }

    [Fact]
    public void HostProjects_NameNoPluginAtCompileTime()
    {
        string host = Path.Combine(Repository.Root, "host");
        foreach (string project in Directory.EnumerateFiles(host, "*.csproj", SearchOption.AllDirectories))
        {
            IEnumerable<string> compiled = File.ReadLines(project)
                .Where(line => line.Contains("ProjectReference", StringComparison.Ordinal) && line.Contains("plugins/", StringComparison.Ordinal))
                .Where(line => !line.Contains("ReferenceOutputAssembly=\"false\"", StringComparison.Ordinal));
            Assert.True(!compiled.Any(), $"{Path.GetFileName(project)} compiles against a plugin; plugins are found through the manifest only.");
        }
    }
}

using System.Diagnostics;
using System.Reflection;

namespace IntegrationHost.Sdk.Tests;

/// <summary>An empty directory outside the repository, as a team has it: the packages of this build on a feed, and the SDK of the machine.</summary>
public sealed class Workshop : IDisposable
{
    public Workshop()
    {
        Root = Directory.CreateTempSubdirectory("ih-sdk-").FullName;
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><clear /><add key="machine" value="{Fact("NuGetPackageRoot")}" /></fallbackPackageFolders>
              <packageSources><clear /><add key="this-build" value="{Feed}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>Where the packages of this build lie.</summary>
    public static string Feed { get; } = Path.Combine(AppContext.BaseDirectory, "packages");

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = Fact("SdkVersion");

    /// <summary>The checkout.</summary>
    public static string Repository { get; } = Fact("RepositoryRoot");

    public string Root { get; }

    /// <summary>Runs <c>dotnet</c> in a directory below; gives its exit code with all that it printed.</summary>
    public async Task<(int ExitCode, string Output)> DotnetAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.Combine(Root, directory),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A test's own variables would make a program of the platform take this run for its own.
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["NO_COLOR"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs the built program of the host in a directory below.</summary>
    public Task<(int ExitCode, string Output)> HostAsync(string directory, params string[] arguments) => DotnetAsync(directory, [Fact("HostProgram"), .. arguments]);

    /// <summary>The same, and it must succeed.</summary>
    public async Task<string> MustAsync(string directory, params string[] arguments)
    {
        (int exitCode, string output) = await DotnetAsync(directory, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Fact(string key) => typeof(Workshop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The built program, run as a person would run it: own data and config directories, arguments, standard streams.</summary>
internal sealed class HostProgram : IDisposable
{
    /// <summary>The program's file, to be run by <c>dotnet</c>: of this build, or what INTEGRATION_HOST_PROGRAM names.</summary>
    public static readonly string AssemblyPath = Environment.GetEnvironmentVariable("INTEGRATION_HOST_PROGRAM") ?? typeof(HostProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "HostProgram").Value!;

    private readonly List<string> outputs = [];

    public HostProgram()
    {
        Root = Directory.CreateTempSubdirectory("ih-e2e-").FullName;
        DataDirectory = Path.Combine(Root, "data");
        ConfigDirectory = Path.Combine(Root, "config");
    }

    /// <summary>Everything of this instance lies below it.</summary>
    public string Root { get; }

    public string DataDirectory { get; }

    public string ConfigDirectory { get; }

    /// <summary>Further environment variables of the program.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>All that the program has printed so far, for the canary search.</summary>
    public IReadOnlyList<string> Outputs => outputs;

    public async Task<HostRun> RunAsync(string? input, params string[] arguments)
    {
        using Process process = Start(input is not null, arguments);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var run = new HostRun(string.Join(' ', arguments), process.ExitCode, await output, await error);
        outputs.Add(run.Output);
        outputs.Add(run.Error);
        return run;
    }

    /// <summary>Runs and expects exit code 0; the output parsed as JSON.</summary>
    public async Task<JsonElement> JsonAsync(string? input, params string[] arguments)
    {
        HostRun run = await RunAsync(input, [.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, $"'{run.Arguments}' ended with {run.ExitCode}:\n{run.Output}\n{run.Error}");
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Starts it and leaves it running (<c>serve</c>); the caller stops it.</summary>
    public Process Start(bool redirectInput, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(AssemblyPath);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(DataDirectory);
        start.Environment["XDG_CONFIG_HOME"] = ConfigDirectory;
        start.Environment["XDG_RUNTIME_DIR"] = Root;
        start.Environment["TERM"] = "dumb";
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public void Dispose()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The switch that puts every plugin into a process of its own, as an operator uses it.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task Serve_IsolatedPlugins_RunInWorkersThatEndWithTheHost_AndTheNextStartRemovesWhatTheyLeft()
    {
        using var program = new HostProgram();
        string temporary = Directory.CreateDirectory(Path.Combine(program.Root, "tmp")).FullName;
        program.Variables["TMPDIR"] = temporary;
        using Process owner = program.Start(redirectInput: false, "serve", "--isolate-plugins");
        Assert.NotNull(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        JsonElement plugins = await program.JsonAsync(null, "plugins", "list");
        int[] workers = WorkersOf(owner.Id);
        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.All(plugins.EnumerateArray(), plugin => Assert.Equal("Active", plugin.GetProperty("status").GetString()));
        Assert.All(plugins.EnumerateArray(), plugin => Assert.StartsWith("worker: ", plugin.GetProperty("isolation").GetString(), StringComparison.Ordinal));
        Assert.Equal(plugins.GetArrayLength(), workers.Length);
        for (int look = 0; look < 250 && workers.Any(IsThere); look++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(workers, IsThere);

        Assert.NotEmpty(Directory.EnumerateDirectories(temporary, "integration-workers-*"));
        Assert.Equal(0, (await program.RunAsync(null, "plugins", "list")).ExitCode);
        Assert.Empty(Directory.EnumerateDirectories(temporary, "integration-worker*"));
        Assert.Equal(0, (await program.RunAsync(null, "plugins", "list", "--isolate-plugins")).ExitCode);
        Assert.Empty(Directory.EnumerateDirectories(temporary, "integration-worker*"));
    }

    [Fact]
    public async Task Serve_UnknownIsolation_IsRefused()
    {
        using var program = new HostProgram();
        program.Variables["INTEGRATION_HOST_ISOLATE"] = "yes";

        HostRun run = await program.RunAsync(null, "plugins", "list");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("INTEGRATION_HOST_ISOLATE is neither 'all' nor 'dropped-in'", run.Error, StringComparison.Ordinal);
    }

    private static bool IsThere(int process) => File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline").Contains("IntegrationHost.Worker", StringComparison.Ordinal);

    private static int[] WorkersOf(int host) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => char.IsDigit(name[0])).Select(int.Parse)
            .Where(process => ReadParent(process) == host && IsThere(process)),
    ];

    private static int ReadParent(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}

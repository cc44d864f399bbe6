using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IntegrationHost.Canaries;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;
using IntegrationHost.Core.Tests.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>
/// T38: a plugin that takes whatever a process can take gets 0 bytes of a secret that the host holds, and reaches nobody. Where the thief is let into the host's own process it
/// does find the secret: so the search can fail.
/// </summary>
[Collection(WorkerHost.Collection)]
public sealed class ThiefTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Places = ["environment", "reflection", "own memory", "processes", "files", "echo"];

    // Kept where a host has it: in memory of its own, in a file of its own, and in its environment.
    private static readonly Canary Stolen = Canary.Make("the host's secret");
    // Shorter than what the search takes for a piece of a secret: the thief is told it.
    private static readonly string Marker = Stolen.Core[..8];
    private static byte[]? inMemory;

    private readonly string folder = Directory.CreateTempSubdirectory("ih-data-").FullName;
    private readonly TcpListener receiver = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task T38_ThiefInAWorker_Gets0BytesOfACanaryAndReachesNobody()
    {
        Hide();
        using var workers = new WorkerHost(WorkerHost.Short with { Silence = TimeSpan.FromSeconds(60), MessageDeadline = TimeSpan.FromSeconds(30), Memory = 768L * 1024 * 1024, Heap = 256L * 1024 * 1024, HomeSize = 512L * 1024 * 1024 }, "Thief");
        await using LocalProvider vendor = await LocalProvider.StartAsync(EchoAsync, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(vendor), new FixedCredential(("apiKey", Stolen.Value)));
        var scanner = new CanaryScanner([Stolen]);

        foreach (bool asError in new[] { false, true })
        {
            ModuleResult result = await workers.RunAsync("thief", What(asError), channel, cancellationToken: TestContext.Current.CancellationToken);
            string loot = asError ? JsonSerializer.Serialize(result.Error) : result.OutputJson ?? "";
            Assert.True(asError || result.Succeeded, result.Error?.Message);
            Scan(scanner, asError ? "error" : "output", loot);
        }

        Assert.Contains(vendor.Requests, request => request.Headers.GetValueOrDefault("Authorization") == "Bearer " + Stolen.Value);

        // What came to the vendor holds the credential where the host's channel puts it, and nowhere else.
        foreach (RecordedRequest request in vendor.Requests)
            Scan(scanner, "requests", $"{request.Method} {request.Target} {string.Join('\n', request.Headers.Where(header => header.Key != "Authorization"))} {request.Body}");

        output.WriteLine($"Scanned: {string.Join(", ", scanner.Scanned.Select(part => $"{part.Key} {part.Value:N0} bytes"))}; {scanner.Hits.Count} hits.");
        Assert.Empty(scanner.Hits);
        Assert.True(scanner.Scanned["output"] > 10_000, "The thief brought next to nothing; that proves nothing.");
        Assert.False(receiver.Pending(), "The thief reached the network.");
        Assert.False(File.Exists("/tmp/thief-loot-EXAMPLE"), "The thief wrote beside its home.");
    }

    [Theory]
    [InlineData("environment")]
    [InlineData("reflection")]
    [InlineData("own memory")]
    [InlineData("files")]
    public async Task T38_Control_ThiefInTheHostsProcess_FindsTheCanary(string place)
    {
        Hide();
        using var stage = new PluginStage("Thief");
        using PluginHost host = stage.Pin().Load();
        var scanner = new CanaryScanner([Stolen]);

        ModuleResult result = await host.Catalog.Find("thief")!.Modules[0].ExecuteAsync(JsonSerializer.Serialize(What(asError: false, place), JsonSerializerOptions.Web), new EchoChannel(), TestContext.Current.CancellationToken);

        Scan(scanner, place, result.OutputJson ?? "");
        Assert.NotEmpty(scanner.Hits);
    }

    [Fact]
    public void T38_Worker_HasNothingOfTheHosts()
    {
        Hide();
        using var workers = new WorkerHost(new WorkerOptions(), "Thief");
        WorkerProcess worker = workers.Worker("Thief");
        string process = $"/proc/{worker.ProcessId}";

        string[] environment = [.. File.ReadAllText(process + "/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')[0])];
        string[] opened = [.. Directory.EnumerateFiles(process + "/fd").Select(path => File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName ?? "")];

        Assert.All(environment, name => Assert.True(name is "HOME" or "TMPDIR" or "TZ" || name.StartsWith("DOTNET_", StringComparison.Ordinal), name));
        Assert.DoesNotContain(environment, name => name is "DOTNET_STARTUP_HOOKS");
        Assert.DoesNotContain(folder, File.ReadAllText(process + "/cmdline"), StringComparison.Ordinal);
        Assert.StartsWith(Path.GetTempPath(), File.ResolveLinkTarget(process + "/cwd", returnFinalTarget: false)!.FullName, StringComparison.Ordinal);
        Assert.DoesNotContain(opened, name => name.StartsWith(folder, StringComparison.Ordinal) || name.Contains("socket:", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(worker.Home.Path));
        Assert.Contains("no-new-privs", worker.Layers);
        Assert.Contains("seccomp", worker.Layers);

        workers.Dispose();
        SpinWait.SpinUntil(() => !Directory.Exists(worker.Home.Path), TimeSpan.FromSeconds(5));
        Assert.False(Directory.Exists(worker.Home.Path));
    }

    public void Dispose()
    {
        receiver.Stop();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Sends everything back, as some providers do, and leads away where it is asked to.</summary>
    private Task EchoAsync(HttpContext context)
    {
        if (context.Request.Path == "/redirect")
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"http://127.0.0.1:{((IPEndPoint)receiver.LocalEndpoint).Port}/{context.Request.Headers.Authorization}";
        }
        else if (context.Request.Path == "/error")
        {
            context.Response.StatusCode = 401;
        }

        context.Response.Headers["X-Echo"] = context.Request.Headers.Authorization;
        return context.Response.WriteAsync(string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")));
    }

    private static void Scan(CanaryScanner scanner, string channel, string loot)
    {
        scanner.Scan(channel, loot);

        // The thief hands over bytes as base64, each piece by itself.
        foreach (string piece in loot.Split('"').Where(piece => piece.Length > 16))
        {
            byte[] bytes = new byte[piece.Length];
            if (Convert.TryFromBase64String(piece, bytes, out int length))
                scanner.Scan(channel, bytes.AsSpan(0, length));
        }
    }

    private void Hide()
    {
        inMemory = Encoding.UTF8.GetBytes(Stolen.Value);
        File.WriteAllText(Path.Combine(folder, "store.db"), Stolen.Value);
        Environment.SetEnvironmentVariable("THIEF_CANARY", Stolen.Value);
        receiver.Start();
        GC.KeepAlive(inMemory);
    }

    private object What(bool asError, params string[] places) => new
    {
        From = places.Length > 0 ? places : Places,
        Marker,
        Host = Environment.ProcessId,
        Folders = new[] { folder },
        Port = ((IPEndPoint)receiver.LocalEndpoint).Port,
        Sell = places.Length == 0,
        AsError = asError,
    };
}

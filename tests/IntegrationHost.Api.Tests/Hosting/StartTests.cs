using System.Net;
using System.Net.Sockets;
using IntegrationHost.Api.Access;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Api.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Other = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string root = Directory.CreateTempSubdirectory("ih-start-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task StartAsync_PortTaken_NamesThePortAndDoesNotTakeAnother()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        int port = ((IPEndPoint)squatter.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<ApiStartException>(() => StartAsync(RunningApi.OptionsFor(root, port)));

        Assert.Contains($"Port {port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Choose another port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NoPort_ListensOnTheSocketOnly()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: null);
        await using ApiServer server = await StartAsync(options);

        Assert.Null(server.TcpAddress);
        using HttpClient http = RunningApi.OverSocket(options.SocketPath, token: null);
        Assert.Equal("ok", await http.GetStringAsync("healthz", Cancel));
    }

    [Fact]
    public async Task StartAsync_FirstRun_MakesTokenAndSocketDirectoryForTheOwnerAlone()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: null);
        await using ApiServer server = await StartAsync(options);

        Assert.Matches("^iht_[A-Za-z0-9_-]{43}$", File.ReadAllText(options.TokenPath));
        AssertOwnerOnly(options.TokenPath);
        AssertOwnerOnly(Path.GetDirectoryName(options.SocketPath)!);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(options.TokenPath)!), path => path.StartsWith(options.TokenPath, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_AfterADeadOwner_ReplacesItsSocketAndKeepsTheToken()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: null);
        string token;
        await using (await StartAsync(options))
            token = File.ReadAllText(options.TokenPath);
        Assert.False(File.Exists(options.SocketPath));
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            dead.Bind(new UnixDomainSocketEndPoint(options.SocketPath));

        await using ApiServer server = await StartAsync(options);

        Assert.Equal(token, File.ReadAllText(options.TokenPath));
        using HttpClient http = RunningApi.OverSocket(options.SocketPath, token);
        using HttpResponseMessage response = await http.GetAsync("api/status", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void ReadOrCreate_FileOpenToOthers_IsRefusedWithTheNextStep()
    {
        string path = Path.Combine(root, "api-token");
        ApiTokenFile.ReadOrCreate(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var failure = Assert.Throws<ApiStartException>(() => ApiTokenFile.ReadOrCreate(path));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Delete the file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOrCreate_APipeInPlaceOfTheFile_IsRefusedAtOnce()
    {
        string path = Path.Combine(root, "api-token");
        using (var make = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", path]))
            await make.WaitForExitAsync(Cancel);

        ApiStartException failure = await Assert.ThrowsAsync<ApiStartException>(() => Task.Run(() => ApiTokenFile.ReadOrCreate(path), Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("iht_short")]
    [InlineData("password-of-someone-else-that-is-long-enough-12")]
    public void ReadOrCreate_DamagedFile_IsRefusedWithoutRepeatingIt(string content)
    {
        string path = Path.Combine(root, "api-token");
        ApiTokenFile.ReadOrCreate(path);
        File.WriteAllText(path, content);

        var failure = Assert.Throws<ApiStartException>(() => ApiTokenFile.ReadOrCreate(path));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.True(content.Length == 0 || !failure.Message.Contains(content, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_SocketPathTooLong_SaysSo()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: null) with { SocketPath = Path.Combine(root, new string('x', 120)) };

        var failure = await Assert.ThrowsAsync<ApiStartException>(() => StartAsync(options));

        Assert.Contains("shorter path", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForShutdownAsync_Cancelled_StopsListening()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: 0);
        await using ApiServer server = await StartAsync(options);
        int port = server.TcpAddress!.Port;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        Task waiting = server.WaitForShutdownAsync(stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await waiting;

        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, port, Cancel).AsTask());
    }

    [Fact]
    public async Task UnexpectedFailure_Is500ThatTellsNothingOfIt()
    {
        ApiOptions options = RunningApi.OptionsFor(root, tcpPort: null);
        await using HostStore store = await HostStore.OpenAsync(options.Paths, TimeProvider.System, Cancel);
        await using ApiServer server = await ApiServer.StartAsync(options, store, new BrokenCatalog(), [], Cancel);
        using HttpClient http = RunningApi.OverSocket(options.SocketPath, File.ReadAllText(options.TokenPath));

        using HttpResponseMessage response = await http.GetAsync("api/status", Cancel);
        string body = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("urn:integration-host:problem:internal", body, StringComparison.Ordinal);
        Assert.DoesNotContain(BrokenCatalog.Message, body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    private static async Task<ApiServer> StartAsync(ApiOptions options)
    {
        HostStore store = await HostStore.OpenAsync(options.Paths, TimeProvider.System, Cancel);
        return await ApiServer.StartAsync(options, store, new AcmeCatalog(), [], Cancel);
    }

    private static void AssertOwnerOnly(string path) => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & (Group | Other));
}

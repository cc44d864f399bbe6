using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Rates;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>A real server on a real Unix socket and TCP port, over a real store in a directory of its own.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly string root;
    private readonly HostStore store;
    private readonly ApiServer server;

    private RunningApi(string root, ApiOptions options, HostStore store, ApiServer server, AcmeVendor vendor)
    {
        this.root = root;
        this.store = store;
        this.server = server;
        Options = options;
        Vendor = vendor;
        Token = File.ReadAllText(options.TokenPath);
        Http = OverSocket(options.SocketPath, Token);
        Client = IntegrationHostClient.OverSocket(options.SocketPath, Token);
    }

    public ApiOptions Options { get; }

    public string Token { get; }

    public AcmeVendor Vendor { get; }

    public Uri TcpAddress => server.TcpAddress!;

    /// <summary>Over the Unix socket, with the token.</summary>
    public HttpClient Http { get; }

    public IntegrationHostClient Client { get; }

    public static async Task<RunningApi> StartAsync(CancellationToken cancellationToken, RateLimits? rates = null, bool browsable = false)
    {
        string root = Directory.CreateTempSubdirectory("ih-api-").FullName;
        ApiOptions options = OptionsFor(root, tcpPort: 0) with { Rates = rates ?? RateLimits.None, Browsable = browsable };
        HostStore store = await HostStore.OpenAsync(options.Paths, TimeProvider.System, cancellationToken);
        AcmeVendor vendor = await AcmeVendor.StartAsync(cancellationToken);
        PluginReport[] plugins = [new("acme", ["acme"], "1.0.0", "1.0", "curated", "Active", "", "00")];
        ApiServer server = await ApiServer.StartAsync(options, store, new AcmeCatalog(), plugins, cancellationToken);
        return new RunningApi(root, options, store, server, vendor);
    }

    public static ApiOptions OptionsFor(string root, int? tcpPort)
    {
        HostPaths paths = HostPaths.Resolve(
            Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
        return new ApiOptions { SocketPath = paths.SocketPath, TokenPath = paths.TokenPath, TcpPort = tcpPort, Version = "1.2.3", Paths = paths };
    }

    /// <summary>An HTTP client over the socket; without a token if none is given.</summary>
    public static HttpClient OverSocket(string path, string? token)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var http = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/") };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>A request with the headers that the host's own addresses ask for: done once, whatever the thing is now.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (!path.StartsWith("/api", StringComparison.Ordinal))
            return request;
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        else if (method != HttpMethod.Get)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return request;
    }

    /// <summary>Sends JSON as it is written and expects a status; the answer as JSON, <c>null</c> if it is empty.</summary>
    public async Task<JsonNode?> SendAsync(
        HttpMethod method, string path, string? json, HttpStatusCode expected, CancellationToken cancellationToken, string mediaType = "application/json")
    {
        using HttpRequestMessage request = Request(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, mediaType);
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.StatusCode == expected, $"{method} {path} gave {(int)response.StatusCode}, not {(int)expected}: {body}");
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    /// <summary>An account of the vendor with a key.</summary>
    public async Task<AccountSummary> AddAccountAsync(string name, string key, CancellationToken cancellationToken)
    {
        CreateAccountResult result = await Client.CreateAccountAsync(
            new CreateAccountRequest
            {
                ProviderId = "acme",
                Name = name,
                BaseUrl = Vendor.BaseUrl,
                Fields = new Dictionary<string, string> { ["token"] = key, ["login"] = "ops@acme.example" },
            },
            cancellationToken);
        return result.Account;
    }

    /// <summary>Every address with its policy.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => server.Routes;

    public HostStore Store => store;

    /// <summary>Makes a principal, and a client with a token of it.</summary>
    public async Task<(string Id, HttpClient Http, string Token)> AddActorAsync(
        string name, CancellationToken cancellationToken, IReadOnlyList<string>? scopes = null, params IReadOnlyList<string> roles)
    {
        PrincipalSummary made = await Client.CreatePrincipalAsync(new PrincipalRequest { Username = name, Roles = roles }, cancellationToken);
        CreatedToken token = await Client.CreateTokenAsync(new CreateTokenRequest { Name = "test", Username = name, Scopes = scopes ?? Scopes.All }, cancellationToken);
        return (made.Id, OverSocket(Options.SocketPath, token.Token), token.Token);
    }

    /// <summary>Grants, as ThorAPI's dialog does.</summary>
    public Task GrantAsync(SecuredType type, string id, string name, string permission, CancellationToken cancellationToken) => Client.GrantAsync(
        new PermissionRequest { ObjectType = type.ClassName, ObjectId = id, Username = name, Permission = permission }, cancellationToken);

    /// <summary>The key that is stored, as the vendor is shown it.</summary>
    public async Task<string> StoredKeyAsync(string accountId, CancellationToken cancellationToken)
    {
        await Client.VerifyAsync(accountId, cancellationToken);
        return Vendor.LastKey;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Client.Dispose();
        await server.DisposeAsync();
        await store.DisposeAsync();
        await Vendor.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}

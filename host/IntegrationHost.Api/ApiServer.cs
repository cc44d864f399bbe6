using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Plugins;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHost.Api;

/// <summary>The running API of one store: always on its Unix socket, on loopback TCP as well when asked.</summary>
/// <remarks>It handles no signals. The caller holds the store's lock for as long as the server lives.</remarks>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly string socketPath;

    private ApiServer(WebApplication application, string socketPath)
    {
        this.application = application;
        this.socketPath = socketPath;
        TcpAddress = application.Urls.Where(url => url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)).Select(url => new Uri(url)).FirstOrDefault();
    }

    /// <summary>The loopback address with the port in use, or <c>null</c> without TCP.</summary>
    public Uri? TcpAddress { get; }

    /// <summary>Every address, with its policy; tests make their cases from it.</summary>
    internal IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Starts the API of a store with the plugins that were loaded.</summary>
    /// <exception cref="ApiStartException">The port is taken, or socket or token file cannot be used.</exception>
    public static Task<ApiServer> StartAsync(ApiOptions options, HostStore store, PluginHost plugins, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plugins);
        return StartCoreAsync(options, store, plugins, cancellationToken);
    }

    /// <summary>Starts the API of a store with a catalogue, however it came to be.</summary>
    /// <exception cref="ApiStartException">The port is taken, or socket or token file cannot be used.</exception>
    public static Task<ApiServer> StartAsync(
        ApiOptions options, HostStore store, IProviderCatalog catalog, IReadOnlyList<PluginReport> plugins, CancellationToken cancellationToken) =>
        StartAsync(options, store, PluginHost.Over(catalog, [.. plugins.Select(PluginMapper.ToState)]), cancellationToken);

    /// <summary>Waits until the server is stopped from within or the token is cancelled; then stops it, letting requests end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops listening, lets requests end, and removes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.Services.GetRequiredService<UpstreamLoop>().StopAsync();
        try
        {
            await application.Services.GetRequiredService<AuditService>().RecordStopAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is AuditUnavailableException or StoreSealedException)
        {
            // It stops either way; the next start's check tells what is missing.
        }

        await application.DisposeAsync();
        File.Delete(socketPath);
    }

    private static async Task<ApiServer> StartCoreAsync(ApiOptions options, HostStore store, PluginHost plugins, CancellationToken cancellationToken)
    {
        SocketFile.Prepare(options.SocketPath);
        string token = ApiTokenFile.ReadOrCreate(options.TokenPath);

        WebApplication application = ApiApplication.Build(options, token, store.LocalOperatorId, services =>
        {
            services.AddIntegrationHostCore(store, plugins);
            services.AddProviderChannels();
        });
        try
        {
            if (!store.IsSealed)
            {
                await application.Services.GetRequiredService<AuditService>().RecordStartAsync(options.Version, cancellationToken);
                await application.Services.GetRequiredService<DroppedPlugins>().StartAsync(cancellationToken);
                await application.Services.GetRequiredService<PluginPins>().SeeAsync([.. plugins.Plugins.Select(plugin => (plugin.Id, plugin.Sha256, plugin.Status.ToString()))], cancellationToken);
            }

            await application.StartAsync(cancellationToken);
            if (!store.IsSealed)
                await application.Services.GetRequiredService<KeyRotation>().ResumeAsync(cancellationToken);
            application.Services.GetRequiredService<UpstreamLoop>().Start();
            return new ApiServer(application, options.SocketPath);
        }
        catch (Exception failure)
        {
            await application.DisposeAsync();
            if (failure is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
                throw CannotListen(options, failure);
            throw;
        }
    }

    private static ApiStartException CannotListen(ApiOptions options, Exception failure)
    {
        bool taken = failure is AddressInUseException || failure.InnerException is AddressInUseException;
        string message = (options.TcpPort, taken) switch
        {
            ({ } port, true) => $"Port {port} on 127.0.0.1 is taken by another program. Choose another port, 0 for any free one, or none for the socket alone.",
            ({ } port, false) => $"Neither socket {options.SocketPath} nor port {port} can be listened on. See to the rights; ports below 1024 need special ones.",
            _ => $"The socket {options.SocketPath} cannot be listened on. See whether another host owns it and who may write to its directory.",
        };
        return new ApiStartException(message, failure);
    }
}

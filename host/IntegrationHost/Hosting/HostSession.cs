using System.Diagnostics;
using IntegrationHost.Api;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Commands;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Hosting;

/// <summary>
/// A way to the store's API: attached to the process that owns the store, or, if there is none, as its owner in this process on the same socket.
/// Either way the caller talks to the API through the client, so that there is one code path. If the owner it attached to ends, this process takes its place.
/// </summary>
internal sealed class HostSession : IAsyncDisposable
{
    private static readonly TimeSpan AttachTimeout = TimeSpan.FromSeconds(15);
    private const int LargestToken = 1024;

    private readonly IntegrationHostClient client;
    private readonly StoreTakeover ownership;

    private HostSession(IntegrationHostClient client, StoreTakeover ownership)
    {
        this.client = client;
        this.ownership = ownership;
    }

    public IIntegrationHostClient Client => client;

    public IHostKeys Keys => client;

    /// <summary>The same client, for who may do what.</summary>
    public IIntegrationHostAccess Access => client;

    /// <summary>Whether this process owns the store.</summary>
    public bool IsOwner => ownership.Owned is not null;

    /// <summary>The loopback address, if this process serves one.</summary>
    public Uri? TcpAddress => ownership.Owned?.Server.TcpAddress;

    /// <exception cref="StoreException">The store cannot be opened.</exception>
    /// <exception cref="ApiStartException">The API cannot listen.</exception>
    /// <exception cref="HostUnavailableException">Another process owns the store and does not answer.</exception>
    /// <exception cref="UsageException">The store works on another upstream than the options name.</exception>
    public static async Task<HostSession> OpenAsync(HostPaths paths, SessionOptions options, CancellationToken cancellationToken)
    {
        HostSession session = await ConnectAsync(paths, options, cancellationToken);
        try
        {
            if (options.Upstream is { } upstream)
            {
                await UpstreamChoice.ApplyAsync(session.client, upstream, cancellationToken);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<HostSession> ConnectAsync(HostPaths paths, SessionOptions options, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            if (StoreOwner.TryAcquire(paths) is { } owner)
            {
                var ownership = new StoreTakeover(paths, options, await OwnedStore.OpenAsync(paths, owner, options, cancellationToken));
                return new HostSession(IntegrationHostClient.OverSocket(paths.SocketPath, await ReadTokenAsync(paths, cancellationToken)), ownership);
            }

            HostUnavailableException? failure = null;
            if (File.Exists(paths.SocketPath) && File.Exists(paths.TokenPath))
            {
                var takeover = new StoreTakeover(paths, options, owned: null);
                var client = IntegrationHostClient.OverSocket(paths.SocketPath, await ReadTokenAsync(paths, cancellationToken), takeover.TryAsync);
                try
                {
                    HostStatus status = await client.GetStatusAsync(cancellationToken);
                    return options.MustOwn
                        ? throw new UsageException($"The store in {paths.DataDirectory} is already served by process {status.ProcessId}. Stop it first, or use its socket.", ExitCodes.Unavailable)
                        : new HostSession(client, takeover);
                }
                catch (HostUnavailableException unavailable)
                {
                    client.Dispose();
                    failure = unavailable;
                }
                catch (UsageException)
                {
                    client.Dispose();
                    throw;
                }
            }

            // The owner is still starting, or has just gone and the lock is free at the next try.
            if (Stopwatch.GetElapsedTime(begin) > AttachTimeout)
            {
                throw new HostUnavailableException(
                    $"Another process holds the store in {paths.DataDirectory} (its id stands in {paths.LockPath}) but does not answer on {paths.SocketPath}. End it and try again.", failure);
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await ownership.DisposeAsync();
    }

    /// <summary>The token that the host that owns the store takes.</summary>
    /// <exception cref="HostUnavailableException">What is there is no token file.</exception>
    internal static async Task<string> ReadTokenAsync(HostPaths paths, CancellationToken cancellationToken)
    {
        // A pipe or a device has no length, and to open one could wait for ever.
        if (new FileInfo(paths.TokenPath).Length is 0 or > LargestToken)
            throw new HostUnavailableException($"The API token file {paths.TokenPath} is damaged. Delete it and restart the host that serves this store, which makes a new one.");
        return (await File.ReadAllTextAsync(paths.TokenPath, cancellationToken)).Trim();
    }
}

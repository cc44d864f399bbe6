using System.Net;
using IntegrationHost.Api.Requests;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IntegrationHost.Api.Hosting;

/// <summary>Where Kestrel listens, and how much it takes from anyone.</summary>
internal static class ServerLimits
{
    /// <summary>Name of the time limit for calls that wait for a provider.</summary>
    public const string ProviderCalls = "provider-calls";

    /// <summary>Name of the time limit for calls that go through the whole store.</summary>
    public const string WholeStore = "whole-store";

    /// <summary>A backup copies, examines and packs the store.</summary>
    public static readonly TimeSpan WithWholeStore = TimeSpan.FromMinutes(30);

    /// <summary>Time limit of every other request.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>A smoke test may make several calls, each with its own deadline.</summary>
    public static readonly TimeSpan WithProvider = TimeSpan.FromSeconds(120);

    /// <summary>How long requests may go on once the server is to stop.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerOptions kestrel, ApiOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 256;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestBodySize = BodyCap.Usual;

        kestrel.ListenUnixSocket(options.SocketPath, listen => listen.Protocols = HttpProtocols.Http1);
        if (options.TcpPort is { } port)
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}

using IntegrationHost.Api.Rates;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Api;

/// <summary>Where the API listens and what it says of itself.</summary>
public sealed record ApiOptions
{
    /// <summary>Path of the Unix socket; its directory is made if missing and is its owner's alone.</summary>
    public required string SocketPath { get; init; }

    /// <summary>File of the bearer token; made on the first run.</summary>
    public required string TokenPath { get; init; }

    /// <summary>Port on 127.0.0.1 to listen on as well; 0 for any free one; <c>null</c> (default) for none.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Product version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the store is a throw-away sample.</summary>
    public bool Sample { get; init; }

    /// <summary>How often the API may be called.</summary>
    public RateLimits Rates { get; init; } = new();

    /// <summary>Whether the API documents can be read in a browser under <c>/scalar</c>; default no. They and the documents need no token then.</summary>
    public bool Browsable { get; init; }

    /// <summary>Where the store lies.</summary>
    public required HostPaths Paths { get; init; }
}

using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Hosting;

/// <summary>How a session is opened.</summary>
internal sealed record SessionOptions
{
    /// <summary>Loopback port to serve the API on besides the socket; 0 for any free one, <c>null</c> for none.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Whether the session must own the store: attaching to another owner is an error.</summary>
    public bool MustOwn { get; init; }

    /// <summary>Whether the store starts sealed even if its keys are at hand.</summary>
    public bool StartSealed { get; init; }

    /// <summary>Whether the API documents can be read in a browser.</summary>
    public bool Browsable { get; init; }

    /// <summary>Whether to open the store although acknowledged audit events are missing.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>The ThorAPI server to work on; <c>null</c> for the one that the store remembers, if any.</summary>
    public string? Upstream { get; init; }

    /// <summary>Which plugins run in a process of their own.</summary>
    public PluginIsolation Isolation { get; init; } = IsolationChoice.OfEnvironment();

    /// <summary>Whether the store is a throw-away sample.</summary>
    public bool Sample { get; init; }
}

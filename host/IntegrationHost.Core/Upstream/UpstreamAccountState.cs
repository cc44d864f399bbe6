namespace IntegrationHost.Core.Upstream;

/// <summary>How an account of this host stands at the upstream.</summary>
public enum UpstreamAccountState
{
    /// <summary>It is there as it is here.</summary>
    Settled,

    /// <summary>It is being made there, or was sent and no answer came.</summary>
    Unsettled,

    /// <summary>A change was not taken there yet.</summary>
    Behind,

    /// <summary>It was deleted here, and not there yet.</summary>
    Deleting,

    /// <summary>It was deleted there.</summary>
    Gone,
}

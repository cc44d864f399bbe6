namespace IntegrationHost.Core.Upstream;

/// <summary>Says which account of the upstream an account of this host is. Without it, or with one that was changed outside the host, the account is only here and its values go nowhere.</summary>
internal sealed class UpstreamAccountRow
{
    /// <summary>No foreign key: an account that was deleted here may still have to be deleted there.</summary>
    public required Guid AccountId { get; set; }

    /// <summary>The server that it is at.</summary>
    public required string Server { get; set; }

    /// <summary>Its id there; <c>null</c> until the server told it.</summary>
    public string? UpstreamId { get; set; }

    public UpstreamAccountState State { get; set; }

    /// <summary>The same for each try to make it.</summary>
    public string SendKey { get; set; } = "";

    /// <summary>Ids of accounts of its name that were there before it was sent, separated by spaces: none of them is it.</summary>
    public string Before { get; set; } = "";

    /// <summary>ThorAPI's names of the properties that are to be changed there, separated by spaces.</summary>
    public string Changed { get; set; } = "";

    /// <summary>Its name here, for messages once it is deleted.</summary>
    public string Name { get; set; } = "";

    public string? Problem { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Keyed hash over what decides where values go.</summary>
    public byte[] Mac { get; set; } = [];
}

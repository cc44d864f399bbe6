namespace IntegrationHost.Core.Upstream;

/// <summary>An ExecModule that is the upstream's; the one here is a copy of it. Also remembers a link that is wanted and not made there yet.</summary>
internal sealed class UpstreamModuleRow
{
    public required Guid ModuleId { get; set; }

    /// <summary>SHA-256 of the text as it was last read.</summary>
    public byte[] Seen { get; set; } = [];

    /// <summary>The account of this host that it is to be linked to; <c>null</c> if no link is open.</summary>
    public Guid? WantedAccountId { get; set; }

    /// <summary>Whether its links are to be removed and are not yet.</summary>
    public bool WantsNone { get; set; }

    /// <summary>Why what is wanted is not done.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset At { get; set; }
}

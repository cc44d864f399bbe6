namespace IntegrationHost.Core.Webhooks;

/// <summary>A webhook in the database. Its secret is not: it follows from the salt and the key ring.</summary>
internal sealed class WebhookRow
{
    public required Guid Id { get; set; }

    public required string Url { get; set; }

    /// <summary>Kinds of events with blanks between; empty for all.</summary>
    public required string Kinds { get; set; }

    public required Guid OwnerId { get; set; }

    public required byte[] Salt { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Over what is above: who may be told what, where.</summary>
    public byte[] Mac { get; set; } = [];

    /// <summary>Number of the last event that was delivered or passed over.</summary>
    public required long Cursor { get; set; }

    /// <summary>The coverage that was told last.</summary>
    public string? Coverage { get; set; }

    public bool Enabled { get; set; } = true;

    public string? Reason { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}

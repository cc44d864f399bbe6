namespace IntegrationHost.Core.Idempotency;

/// <summary>A request that was marked to be done once, and its answer when it was done.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>Keyed hash of who asked, what for, and under which key.</summary>
    public required string Id { get; set; }

    /// <summary>Keyed hash of the body: bodies hold secrets, and are not kept.</summary>
    public required byte[] BodyHash { get; set; }

    /// <summary>The run of the host that began it.</summary>
    public required Guid Run { get; set; }

    /// <summary>HTTP status of the answer; <c>null</c> while it is being done.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    public byte[]? Answer { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}

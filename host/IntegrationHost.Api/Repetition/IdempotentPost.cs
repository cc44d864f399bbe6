namespace IntegrationHost.Api.Repetition;

/// <summary>Marks an address whose requests make or use something: an Idempotency-Key says that a request is to be done once.</summary>
/// <remarks>Only marked addresses keep their answers. What answers with a token, a recovery code or a backup must not be marked.</remarks>
/// <param name="IsRequired">Whether the key must be sent; otherwise it is honoured.</param>
internal sealed record IdempotentPost(bool IsRequired)
{
    public const string Header = "Idempotency-Key";

    /// <summary>The host's own addresses: the key must be sent.</summary>
    public static readonly IdempotentPost Required = new(true);

    /// <summary>ThorAPI's addresses, whose clients know no key.</summary>
    public static readonly IdempotentPost Honoured = new(false);
}

namespace IntegrationHost.Contracts.Channels;

/// <summary>A request without credentials. Its target is relative to the account's base URL.</summary>
public sealed record ProviderRequest
{
    /// <summary>HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Path below the base URL, starting with <c>/</c>, already percent-encoded. Never a full address. <c>{fieldKey}</c> stands for a field of the account
    /// that is no secret; the host fills it in.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// Name of one of the provider's further addresses (<see cref="Descriptors.ProviderDescriptor.Servers"/>) that <see cref="Path"/> is below;
    /// <c>null</c> for the base URL. A mailbox has <c>imap</c> and <c>smtp</c>.
    /// </summary>
    public string? Server { get; init; }

    /// <summary>Query parameters in order, not yet encoded. A name may occur more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Headers in order. Headers that carry credentials or frame the message are refused by the host.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Cookies in order: plain names and values of the operation, never of a session. The host writes them as one header.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    /// <summary>The media type of <see cref="Body"/>, such as <c>application/json</c>; <c>null</c> without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body's bytes; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}

namespace IntegrationHost.Contracts.Descriptors;

/// <summary>
/// The body of a smoke test's request. Exactly one of the three is set. Placeholders <c>{fieldKey}</c> and <c>{accessToken}</c> stand for values that the host
/// fills in as it sends the request; secret ones as well, so that no plugin sees them.
/// </summary>
public sealed record RequestBodyDescriptor
{
    /// <summary>A JSON document whose texts may have placeholders; <c>null</c> if the body is no JSON.</summary>
    public string? Json { get; init; }

    /// <summary>Form fields in order, whose values may have placeholders; empty if the body is no form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>Plain text with placeholders; <c>null</c> if the body is none.</summary>
    public string? Text { get; init; }
}

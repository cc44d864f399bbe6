using IntegrationHost.Client.Wire;

namespace IntegrationHost.Import;

/// <summary>A credential that lies somewhere on this machine, ready to be stored.</summary>
/// <param name="Source">Where it lies: names of variables, or a file and the place in it.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="Kind">Its credential kind.</param>
/// <param name="Fields">Values by field key.</param>
internal sealed record FoundCredential(string Source, ProviderCard Provider, CredentialKindCard Kind, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Address instead of the provider's; <c>null</c> for the provider's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>When the source says that it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Names, never a value.</summary>
    public override string ToString() => $"FoundCredential({Source}, {Provider.Id}, {Kind.Id})";
}

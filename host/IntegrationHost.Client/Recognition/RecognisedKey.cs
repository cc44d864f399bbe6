using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client.Recognition;

/// <summary>What a pasted key can be. Holds nothing of the key itself.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Kind">The credential kind.</param>
/// <param name="Field">The field it belongs into.</param>
/// <param name="Prefix">The beginning in the catalogue by which it was told; empty if its form told it.</param>
public sealed record RecognisedKey(ProviderCard Provider, CredentialKindCard Kind, CredentialFieldCard Field, string Prefix);

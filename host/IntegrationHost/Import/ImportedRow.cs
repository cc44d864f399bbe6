namespace IntegrationHost.Import;

/// <summary>What became of one credential that was found.</summary>
/// <param name="Source">Where it lies.</param>
/// <param name="ProviderId">Its provider.</param>
/// <param name="CredentialKindId">Its credential kind.</param>
/// <param name="Account">Name of the account that it has become or would become; <c>null</c> for none.</param>
/// <param name="State">What became of it.</param>
internal sealed record ImportedRow(string Source, string ProviderId, string CredentialKindId, string? Account, string State)
{
    /// <summary>Id of the account, once stored.</summary>
    public string? AccountId { get; init; }

    /// <summary>Sentences on what is wrong or unusual.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

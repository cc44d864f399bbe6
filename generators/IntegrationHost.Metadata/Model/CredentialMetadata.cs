namespace IntegrationHost.Metadata.Model;

/// <summary>A credential kind.</summary>
/// <param name="Id">Id within the provider.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Description">When to choose it.</param>
/// <param name="DocsUrl">Its documentation; <c>null</c> for the provider's.</param>
/// <param name="ManageUrl">Where its keys are made; <c>null</c> for the provider's.</param>
/// <param name="Fields">The values to ask for.</param>
/// <param name="Auth">How the host places them.</param>
/// <param name="Verification">Its smoke test.</param>
public sealed record CredentialKindMetadata(
    string Id, string Name, string Description, string? DocsUrl, string? ManageUrl,
    EquatableArray<CredentialFieldMetadata> Fields, AuthMetadata Auth, VerificationMetadata Verification);

/// <summary>One value of a credential kind.</summary>
/// <param name="Key">Key within the kind.</param>
/// <param name="Label">Label in forms.</param>
/// <param name="Help">Where the value is found.</param>
/// <param name="Placeholder">Greyed text.</param>
/// <param name="Secret">Whether it is write-only.</param>
/// <param name="Required">Whether the kind cannot work without it.</param>
/// <param name="Pattern">Non-backtracking pattern of the whole value, or <c>null</c>.</param>
/// <param name="Prefixes">Beginnings it may have.</param>
/// <param name="MinLength">Usual length at least.</param>
/// <param name="MaxLength">Usual length at most.</param>
/// <param name="Example">A made-up value.</param>
/// <param name="ImportEnvironment">Environment variables people keep it in.</param>
/// <param name="AccountProperty">Name in the contract's enum, such as <c>ApiKey</c>.</param>
public sealed record CredentialFieldMetadata(
    string Key, string Label, string Help, string Placeholder, bool Secret, bool Required, string? Pattern, EquatableArray<string> Prefixes,
    int? MinLength, int? MaxLength, string Example, EquatableArray<string> ImportEnvironment, string AccountProperty)
{
    /// <summary>Whether the value may have several lines, as a private key or a JSON document has.</summary>
    public bool MultiLine { get; init; }

    /// <summary>Keys that earlier versions of the metadata had for it.</summary>
    public EquatableArray<string> RenamedFrom { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Value of accounts that were made before the field was there; <c>null</c> for none.</summary>
    public string? Default { get; init; }
}

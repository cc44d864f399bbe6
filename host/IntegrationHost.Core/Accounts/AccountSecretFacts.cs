namespace IntegrationHost.Core.Accounts;

/// <summary>What may be known of a stored secret.</summary>
/// <param name="FieldKey">Its field.</param>
/// <param name="UpdatedAt">When it was set.</param>
/// <param name="Reference">Where in a vault it stays; <c>null</c> if it is stored here.</param>
/// <param name="HasFingerprint">Whether it is compared with those of other accounts.</param>
internal sealed record AccountSecretFacts(string FieldKey, DateTimeOffset UpdatedAt, string? Reference, bool HasFingerprint);

namespace IntegrationHost.Core.Secrets;

/// <summary>Where a secret belongs and where it may be sent. A seal holds for exactly one place.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="FieldKey">The field.</param>
/// <param name="Version">The version under which it was stored.</param>
/// <param name="Policy">Where its account's credential may be sent.</param>
internal sealed record SecretPlace(Guid AccountId, string FieldKey, long Version, EgressPolicy Policy);

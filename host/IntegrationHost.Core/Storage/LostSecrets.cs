namespace IntegrationHost.Core.Storage;

/// <summary>An account whose secrets were given up: what has to be typed again.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fields">Keys of the fields.</param>
public sealed record LostSecrets(Guid AccountId, string Name, IReadOnlyList<string> Fields);

namespace IntegrationHost.Core.Accounts;

/// <summary>A stored account, and what is unusual about it.</summary>
/// <param name="Account">The account as stored.</param>
/// <param name="Warnings">Sentences for a person; none holds a secret.</param>
public sealed record AccountCreated(Account Account, IReadOnlyList<string> Warnings);

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>A page of accounts.</summary>
/// <param name="Total">How many match on all pages; 0 if it was not asked for.</param>
/// <param name="Items">The accounts of this page.</param>
public sealed record ChosenAccounts(int Total, IReadOnlyList<Account> Items);

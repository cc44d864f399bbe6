namespace IntegrationHost.Core.Accounts;

/// <summary>An account that was not made, because its credential is stored already.</summary>
/// <param name="same">The accounts that hold it.</param>
public sealed class DuplicateAccountException(IReadOnlyList<SameCredential> same) : Exception(
    $"The same key is already stored in account {string.Join(", ", same.Select(account => account.Name))}. Nothing was stored: use that account, or replace its secret.");

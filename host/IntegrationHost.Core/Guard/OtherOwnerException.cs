namespace IntegrationHost.Core.Guard;

/// <summary>Values that would hand an account to another owner, and that nobody allowed to. Nothing was stored.</summary>
/// <param name="expected">Who the account has been of.</param>
/// <param name="found">Who the new values belong to.</param>
public sealed class OtherOwnerException(AccountOwner expected, AccountOwner found) : Exception(
    $"The new key belongs to {found}, but this account has been of {expected}. Nothing was stored. "
    + "If the account is to change hands, say so: --allow-other-owner on the command line, \"expectSameOwner\": false in the API.")
{
    /// <summary>Who the new values belong to.</summary>
    public AccountOwner Found { get; } = found;
}

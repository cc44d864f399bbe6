namespace IntegrationHost.Core.Secrets;

/// <summary>A stored secret does not open: changed bytes, another place, another egress policy, or another key. The cause is the same text for all.</summary>
/// <param name="accountId">The account it belongs to.</param>
/// <param name="fieldKey">The field.</param>
public sealed class SecretDamagedException(string accountId, string fieldKey)
    : Exception($"The stored value of '{fieldKey}' of account {accountId} cannot be opened: it was changed outside the host, or belongs to another place. Set it again.")
{
    /// <summary>The field.</summary>
    public string FieldKey { get; } = fieldKey;
}

namespace IntegrationHost.Core.Storage;

/// <summary>What an examination of all of a store's content found. Counts and names, never a value.</summary>
/// <param name="Damage">What SQLite finds wrong with the file; empty if nothing.</param>
/// <param name="Accounts">Accounts, trashed ones included.</param>
/// <param name="Modules">ExecModules, trashed ones included.</param>
/// <param name="Secrets">Secrets that opened.</param>
/// <param name="Damaged">Account id and field of each secret that does not open.</param>
public sealed record StoreReport(IReadOnlyList<string> Damage, long Accounts, long Modules, long Secrets, IReadOnlyList<string> Damaged)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Damage.Count == 0 && Damaged.Count == 0;
}

namespace IntegrationHost.Console.Importing;

/// <summary>A line of the import: what was found, and whether it is to be stored.</summary>
/// <param name="candidate">What was found.</param>
/// <param name="account">Name that the account would get.</param>
/// <param name="storedAs">Accounts that hold it already; empty if none does.</param>
internal sealed class ImportLine(ImportCandidate candidate, string account, string storedAs)
{
    /// <summary>What was found.</summary>
    public ImportCandidate Candidate { get; } = candidate;

    /// <summary>Name that the account would get.</summary>
    public string Account { get; } = account;

    /// <summary>Accounts that hold it already; empty if none does.</summary>
    public string StoredAs { get; } = storedAs;

    /// <summary>Whether it is not stored yet.</summary>
    public bool IsNew => StoredAs.Length == 0;

    /// <summary>Whether it is to be stored. Default: if it is new.</summary>
    public bool Chosen { get; set; } = storedAs.Length == 0;
}

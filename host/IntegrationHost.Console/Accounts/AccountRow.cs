using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Accounts;

/// <summary>An account as a row of the table.</summary>
/// <param name="Account">The account.</param>
/// <param name="State">Its state.</param>
/// <param name="StateText">Sign and word; with the elapsed time while it is tested.</param>
/// <param name="Provider">Provider's name.</param>
/// <param name="Identity">Who the credential belongs to, in short.</param>
/// <param name="Expires">When it expires.</param>
/// <param name="Modules">How many modules are linked.</param>
/// <param name="LastTest">When it was tested last.</param>
/// <param name="Changed">When it was changed last.</param>
internal sealed record AccountRow(
    AccountSummary Account, AccountState State, string StateText, string Provider, string Identity, string Expires, string Modules, string LastTest, string Changed)
{
    /// <summary>When the verdict that counts was found.</summary>
    public string Judged { get; init; } = "";

    /// <summary>Id of the account.</summary>
    public string Id => Account.Id;
}

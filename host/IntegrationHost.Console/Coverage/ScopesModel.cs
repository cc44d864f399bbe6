using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Coverage;

/// <summary>Which scopes a module lacks, and where to get them.</summary>
internal sealed class ScopesModel : OverlayModel
{
    private readonly DashboardModel _shell;

    /// <param name="shell">The console.</param>
    /// <param name="item">The module.</param>
    /// <param name="account">Its account.</param>
    public ScopesModel(DashboardModel shell, CoverageItem item, AccountSummary account)
    {
        _shell = shell;
        Item = item;
        Account = account;
        ProviderCard? provider = shell.Templates.Find(account.ProviderId);
        CredentialKindCard? kind = provider?.CredentialKinds.FirstOrDefault(kind => kind.Id == account.CredentialKindId);
        Address = kind is { ManageUrl.Length: > 0 } ? kind.ManageUrl : provider?.ManageUrl ?? "";
        Docs = kind is { DocsUrl.Length: > 0 } ? kind.DocsUrl : provider?.DocsUrl ?? "";
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Scopes;

    /// <summary>The module.</summary>
    public CoverageItem Item { get; private set; }

    /// <summary>Its account.</summary>
    public AccountSummary Account { get; private set; }

    /// <summary>Where scopes are granted; empty if the plugin does not tell.</summary>
    public string Address { get; }

    /// <summary>Documentation; empty if the plugin does not tell.</summary>
    public string Docs { get; }

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        Account = data.Accounts.FirstOrDefault(account => account.Id == Account.Id) ?? Account;
        Item = data.Coverage.Items.FirstOrDefault(item => item.ModuleId == Item.ModuleId) ?? Item;
        Notify();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "scopes.close":
                Close();
                return true;
            case "scopes.copy":
                _shell.Copy(Address.Length > 0 ? Address : null);
                return true;
            case "scopes.open":
                _shell.Browse(Address);
                return true;
            case "scopes.test":
                _shell.Verify(Account);
                return true;
            case "scopes.replace":
                _shell.OpenReplace(Account);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The state of the account, in words.</summary>
    public (string Text, Rgb Color) State(DateTimeOffset now)
    {
        AccountState state = AccountStates.Of(Account, now);
        return (AccountStates.Text(state), AccountStates.Color(state));
    }

    /// <summary>Now.</summary>
    public DateTimeOffset Now => _shell.Context.Time.GetUtcNow();
}

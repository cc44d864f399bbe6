using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Accounts;

/// <summary>Asks before an account is deleted, and says which modules stop.</summary>
internal sealed class DeleteAccountModel : OverlayModel
{
    private readonly ConsoleContext _context;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="account">The account.</param>
    /// <param name="data">The dashboard's data: the modules linked to it.</param>
    public DeleteAccountModel(ConsoleContext context, AccountSummary account, LiveData data)
    {
        _context = context;
        Account = account;
        CoverageItem[] linked = [.. data.Coverage.Items.Where(item => item.AccountId == account.Id)];
        Stopping = [.. linked.Where(item => item.State == "Covered").Select(Name)];
        Unlinked = [.. linked.Where(item => item.State != "Covered").Select(Name)];
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Confirm;

    /// <summary>The account.</summary>
    public AccountSummary Account { get; }

    /// <summary>Modules that run now and will stop.</summary>
    public IReadOnlyList<string> Stopping { get; }

    /// <summary>Modules that lose their link but do not run now either.</summary>
    public IReadOnlyList<string> Unlinked { get; }

    /// <summary>Whether it is being deleted.</summary>
    public bool Working { get; private set; }

    /// <summary>Why it could not be deleted; empty if nothing failed.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The work of the delete.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Raised on the screen's thread once it is deleted.</summary>
    public event Action<AccountSummary>? Deleted;

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "confirm.no":
                Close();
                return true;
            case "confirm.yes" when !Working:
                Working = true;
                Problem = "";
                Work = Task.Run(DeleteAsync);
                Notify();
                return true;
            case "confirm.yes":
                return true;
            default:
                return false;
        }
    }

    private static string Name(CoverageItem item) => item.Workflow.Length > 0 ? $"{item.ModuleName} ({item.Workflow})" : item.ModuleName;

    private async Task DeleteAsync()
    {
        string? problem = null;
        try
        {
            IIntegrationHostClient client = await _context.Client;
            await client.DeleteAccountAsync(Account.Id, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            problem = exception.Message;
        }

        _context.Ui.Post(() => Ended(problem));
        _context.RefreshSoon();
    }

    private void Ended(string? problem)
    {
        Working = false;
        Problem = problem ?? "";
        if (problem is null)
        {
            Deleted?.Invoke(Account);
            Close();
        }
        else if (!IsClosed)
        {
            Notify();
        }
    }
}

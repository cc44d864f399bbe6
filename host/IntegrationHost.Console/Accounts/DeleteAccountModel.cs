using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Accounts;

/// <summary>Asks before accounts are deleted, and says which modules stop. Several want their number typed.</summary>
internal sealed class DeleteAccountModel : OverlayModel
{
    private readonly ConsoleContext _context;
    private readonly CoverageItem[] _linked;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="accounts">The accounts; at least one.</param>
    /// <param name="data">The dashboard's data: the modules linked to them.</param>
    public DeleteAccountModel(ConsoleContext context, IReadOnlyList<AccountSummary> accounts, LiveData data)
    {
        _context = context;
        Accounts = accounts;
        HashSet<string> ids = [.. accounts.Select(account => account.Id)];
        _linked = [.. data.Coverage.Items.Where(item => item.AccountId is { } id && ids.Contains(id))];
        Stopping = [.. _linked.Where(item => item.State == "Covered").Select(Name)];
        Unlinked = [.. _linked.Where(item => item.State != "Covered").Select(Name)];
    }

    /// <inheritdoc/>
    public override CommandScope Scope => Accounts.Count > 1 ? CommandScope.ConfirmWord : CommandScope.Confirm;

    /// <summary>The accounts.</summary>
    public IReadOnlyList<AccountSummary> Accounts { get; }

    /// <summary>Their name, or how many they are.</summary>
    public string What => Accounts.Count == 1 ? Accounts[0].Name : string.Create(CultureInfo.InvariantCulture, $"{Accounts.Count} accounts");

    /// <summary>What must be typed before several are deleted.</summary>
    public string Word => Accounts.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What has been typed.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Modules that run now and will stop.</summary>
    public IReadOnlyList<string> Stopping { get; }

    /// <summary>Modules that lose their link but do not run now either.</summary>
    public IReadOnlyList<string> Unlinked { get; }

    /// <summary>What can be done afterwards, and what a delete does not do.</summary>
    public string After => Accounts.Count == 1
        ? "u undoes it, links included. The provider is not told: to end the key itself, revoke it there."
        : "u undoes it, links included. The providers are not told: to end the keys themselves, revoke them there.";

    /// <summary>Whether they are being deleted.</summary>
    public bool Working { get; private set; }

    /// <summary>Why one could not be deleted; empty if nothing failed.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The work of the delete.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        if (Accounts.Count == 1)
            return false;
        if (Typed.Length < 12)
            Typed += printable;
        Notify();
        return true;
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "confirm.no" or "word.no":
                Close();
                return true;
            case "word.backspace":
                Typed = Typed.Length > 0 ? Typed[..^1] : "";
                Notify();
                return true;
            case "word.yes" when Typed != Word:
                Problem = $"type {Word} first";
                Notify();
                return true;
            case "confirm.yes" or "word.yes":
                if (!Working)
                    Begin();
                return true;
            default:
                return false;
        }
    }

    private static string Name(CoverageItem item) => item.Workflow.Length > 0 ? $"{item.ModuleName} ({item.Workflow})" : item.ModuleName;

    private void Begin()
    {
        Working = true;
        Problem = "";
        Work = Task.Run(DeleteAsync);
        Notify();
    }

    private async Task DeleteAsync()
    {
        string? problem = null;
        List<AccountSummary> gone = [];
        try
        {
            IIntegrationHostClient client = await _context.Client;
            foreach (AccountSummary account in Accounts)
            {
                await client.DeleteAccountAsync(account.Id, CancellationToken.None);
                gone.Add(account);
            }
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            problem = gone.Count > 0 ? $"{gone.Count} are deleted, but not {Accounts[gone.Count].Name}: {Failure.TextOf(exception)}" : Failure.TextOf(exception);
        }

        _context.Ui.Post(() => Ended(gone, problem));
        _context.RefreshSoon();
    }

    private void Ended(List<AccountSummary> gone, string? problem)
    {
        Working = false;
        Problem = problem ?? "";
        if (gone.Count > 0)
        {
            string what = gone.Count == 1 ? $"{gone[0].Name} is deleted" : $"{gone.Count} accounts are deleted";
            _context.Shell.Undoable(what, cancellationToken => RestoreAsync(gone, cancellationToken), () => _context.Shell.SelectAccount(gone[0].Id));
        }

        if (problem is null)
            Close();
        else if (!IsClosed)
            Notify();
    }

    // A delete removes the links, so that undoing it sets them again.
    private async Task<string> RestoreAsync(List<AccountSummary> gone, CancellationToken cancellationToken)
    {
        IHostAccounts host = await _context.AsAsync<IHostAccounts>();
        IIntegrationHostClient client = await _context.Client;
        int unlinked = 0;
        foreach (AccountSummary account in gone)
        {
            await host.RestoreAccountAsync(account.Id, cancellationToken);
            string[] modules = [.. _linked.Where(item => item.AccountId == account.Id).Select(item => item.ModuleId)];
            if (modules.Length > 0)
                unlinked += (await client.LinkAsync(account.Id, new LinkRequest(modules), cancellationToken)).Count(link => !link.Linked);
        }

        string what = gone.Count == 1 ? $"{gone[0].Name} is back" : $"{gone.Count} accounts are back";
        return unlinked > 0 ? $"{what}, but {unlinked} modules could not be linked again" : _linked.Length > 0 ? $"{what} with its links" : what;
    }
}

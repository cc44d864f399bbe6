using IntegrationHost.Client;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Permissions;
using IntegrationHost.Console.Prompts;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dashboard;

/// <content>What is done with accounts.</content>
internal sealed partial class DashboardModel
{
    /// <inheritdoc/>
    public void OpenDetail(string? id)
    {
        if (id is null || Feed.Data is not { } data)
            return;
        if ((data.Accounts.FirstOrDefault(account => account.Id == id) ?? Accounts.Find(id)) is { } account)
        {
            Open(new AccountDetailModel(Context, account, data));
        }
        else if (!data.HoldsAllAccounts)
        {
            Work = Context.Ask<IIntegrationHostClient, AccountSummary>(
                (host, token) => host.GetAccountAsync(id, token), read => Open(new AccountDetailModel(Context, read, data)), failure => Say($"x {Failure.TextOf(failure)}", Palette.Red), _stop.Token);
        }
    }

    /// <inheritdoc/>
    public void SelectAccount(string id)
    {
        Accounts.Table.SelectKey(id);
        Notify();
    }

    /// <summary>Opens the form that replaces an account's secrets.</summary>
    public void OpenReplace(AccountSummary account) => Open(new ReplaceSecretModel(Context, account, Templates.Find(account.ProviderId)));

    /// <summary>Opens the form for an account's name and environment.</summary>
    public void OpenEdit(AccountSummary account)
    {
        FormField name = new("name", "Name", FieldRules.Anything) { Help = "What workflows call the account.", Required = true };
        name.Prefill(account.Name);
        FormField environment = new("environment", "Environment", FieldRules.Anything) { Help = "Decides which modules it may serve; empty for none.", Choices = Environments };
        environment.Prefill(account.Environment);
        Open(new PromptModel(Context, $"EDIT · {account.Name}", "Id, secrets, links and permissions stay.", "SAVE", [name, environment], async (fields, token) =>
        {
            ChangeAccountRequest request = new() { Name = fields[0].Reveal(), Environment = fields[1].Reveal() };
            AccountSummary changed = await (await Context.Client).ChangeAccountAsync(account.Id, request, token);
            ChangeAccountRequest before = new() { Name = account.Name, Environment = account.Environment };
            return () => Undoable($"{changed.Name} is changed", async undo => $"{(await (await Context.Client).ChangeAccountAsync(account.Id, before, undo)).Name} is as it was");
        }));
    }

    /// <summary>Opens the form that makes an account of the same shape for another environment; its values are asked for then.</summary>
    public void OpenClone(AccountSummary account)
    {
        FormField environment = new("environment", "Environment", FieldRules.Anything) { Help = "What the copy is for.", Required = true, Choices = Environments };
        environment.Prefill(Environments.First(other => !string.Equals(other, account.Environment, StringComparison.OrdinalIgnoreCase)));
        FormField name = new("name", "Name", FieldRules.Anything) { Help = "What workflows call the copy.", Required = true };
        name.Prefill(account.Name);
        Open(new PromptModel(Context, $"CLONE · {account.Name}", "Makes an account of the same shape in another environment. No value is copied: you give it its own next.", "CLONE", [environment, name], async (fields, token) =>
        {
            IHostAccounts host = await Context.AsAsync<IHostAccounts>();
            CloneAccountResult made = await host.CloneAccountAsync(account.Id, new CloneAccountRequest(fields[0].Reveal(), fields[1].Reveal()), token);
            return () =>
            {
                Say($"✔ {made.Account.Name} is made for {made.Account.Environment}: now its values", Palette.Green);
                OpenReplace(made.Account);
            };
        }));
    }

    // What people call them, and what is in use here.
    private IReadOnlyList<string> Environments =>
        [.. KeyEnvironment.Usual.Union((Feed.Data?.Accounts ?? []).Select(account => account.Environment).Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase)];

    /// <summary>Opens who may do what to an account.</summary>
    public void OpenPermissions(AccountSummary account) => Open(new PermissionsModel(Context, account));

    /// <summary>Asks whether the owner that the last smoke test found is right.</summary>
    public void AskOwner(AccountSummary account)
    {
        if (account.Findings?.FirstOrDefault(finding => finding.Code == "AnotherOwner") is not { } finding)
        {
            Say("no other owner was found, so that there is nothing to accept", Palette.Sky);
            return;
        }

        Open(new QuestionModel($"OWNER · {account.Name}", [finding.Message, "Accepting it means that modules count as covered by this account again."], "ACCEPT THE OWNER", () => Work = Context.Ask<IIntegrationHostClient, AccountSummary>(
            (host, token) => host.ChangeAccountAsync(account.Id, new ChangeAccountRequest { AcceptOwner = true }, token),
            changed => Changed($"✔ the owner of {changed.Name} is accepted", Palette.Green),
            failure => Changed($"x {Failure.TextOf(failure)}", Palette.Red),
            _stop.Token)));

        void Changed(string text, Rgb color)
        {
            Say(text, color);
            RefreshSoon();
        }
    }

    /// <summary>Asks whether accounts are to be deleted.</summary>
    public void OpenDelete(IReadOnlyList<AccountSummary> accounts)
    {
        if (Feed.Data is { } data && accounts.Count > 0)
            Open(new DeleteAccountModel(Context, accounts, data));
    }

    /// <summary>Runs the smoke tests of accounts: one beside the table, several as a job.</summary>
    public void Verify(IReadOnlyList<AccountSummary> accounts)
    {
        if (accounts.Count == 1)
            Verify(accounts[0]);
        else if (accounts.Count > 1)
            Start(VerifyMany.Of(Context, [.. accounts.Select(account => account.Id)]));
    }

    /// <summary>Runs an account's smoke test in the background.</summary>
    public void Verify(AccountSummary account)
    {
        if (!Accounts.BeginTest(account.Id))
            return;
        Say($"~ testing {account.Name}", Palette.Sky);
        Work = Task.Run(() => VerifyAsync(account, _stop.Token));
    }

    private async Task VerifyAsync(AccountSummary account, CancellationToken cancellationToken)
    {
        string text;
        Rgb color;
        try
        {
            IIntegrationHostClient client = await Context.Client;
            VerdictReport verdict = await client.VerifyAsync(account.Id, cancellationToken);
            (string sign, color) = AccountStates.OfVerdict(verdict);
            text = $"{sign}  {account.Name}: {verdict.Message}";
            await Feed.RefreshAsync(LiveParts.Accounts | LiveParts.Coverage, cancellationToken);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            (text, color) = ($"x {account.Name} was not tested: {Failure.TextOf(exception)}", Palette.Red);
        }
        catch (OperationCanceledException)
        {
            (text, color) = ($"- {account.Name} was not tested: cancelled", Palette.Grey);
        }

        Context.Ui.Post(() =>
        {
            Accounts.EndTest(account.Id);
            Say(text, color);
        });
    }
}

using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Linear;

/// <summary>Accounts line by line: list, detail, test, replace, delete.</summary>
/// <param name="model">The console.</param>
/// <param name="dialog">Where it talks.</param>
/// <param name="templates">Asks for the values of a form.</param>
internal sealed class LinearAccounts(DashboardModel model, LinearDialog dialog, LinearTemplates templates)
{
    /// <summary>Lists the accounts that a filter chooses; a number opens one.</summary>
    public void List(string filter)
    {
        AccountRow[] rows = Rows(filter);
        if (dialog.Choose("Accounts", [.. rows.Select(Line)]) is { } index)
            Open(rows[index].Account);
    }

    /// <summary>Runs the smoke tests of all accounts that a filter chooses.</summary>
    public void VerifyAll(string filter)
    {
        AccountRow[] rows = Rows(filter);
        if (rows.Length == 0)
        {
            dialog.Say("No account matches.");
            return;
        }

        if (!dialog.AskYes($"Test {rows.Length} {(rows.Length == 1 ? "account" : "accounts")}?", usual: true))
            return;
        Job job = VerifyMany.Of(model.Context, [.. rows.Select(row => row.Id)]);
        model.Start(job, show: false);
        int said = 0;
        dialog.WaitUntil(() =>
        {
            IReadOnlyList<SubmitStep> lines = job.Lines;
            for (; said < lines.Count; said++)
                dialog.Say($"{said + 1} of {job.Total}. {lines[said].Title}: {lines[said].Text}");
            return job.State != JobState.Running;
        });
        dialog.Say(job.Summary);
    }

    /// <summary>Shows an account and asks what to do with it.</summary>
    public void Open(AccountSummary account)
    {
        Show(account);
        while (dialog.Ask($"{account.Name}: t test, e replace secret, x delete, i show again, Enter back:") is { Length: > 0 } answer)
        {
            switch (answer.ToLowerInvariant())
            {
                case "t":
                    Test(account);
                    break;
                case "e":
                    templates.Fill(new ReplaceSecretModel(model.Context, account, model.Templates.Find(account.ProviderId)));
                    break;
                case "x" when Delete(account):
                    return;
                case "x":
                    break;
                default:
                    Show(account);
                    break;
            }

            dialog.WaitFor(model.Feed.RefreshAsync(CancellationToken.None));
            if (model.Accounts.Find(account.Id) is not { } fresh)
                return;
            account = fresh;
        }
    }

    private static string Line(AccountRow row)
    {
        List<string> parts = [row.Provider];
        if (row.Account.Environment.Length > 0)
            parts.Add(row.Account.Environment);
        parts.Add(AccountStates.Word(row.State));
        if (row.Identity.Length > 0)
            parts.Add($"belongs to {row.Identity}");
        if (row.Expires is not ("" or "-"))
            parts.Add(row.Expires == "expired" ? "expired" : $"expires {row.Expires}");
        parts.Add($"{row.Modules} {(row.Modules == "1" ? "module" : "modules")}");
        parts.Add($"tested {row.LastTest.TrimEnd(' ', '?')}");
        return $"{row.Account.Name}: {string.Join(", ", parts)}";
    }

    private AccountRow[] Rows(string filter)
    {
        model.Accounts.Filter.Set(filter);
        model.Accounts.Refresh();
        return [.. model.Accounts.Table.Rows];
    }

    private void Show(AccountSummary account)
    {
        if (model.Feed.Data is not { } data)
            return;
        using AccountDetailModel detail = new(model.Context, account, data);
        dialog.WaitFor(detail.Work);
        string label = "";
        foreach (DetailLine line in detail.Lines)
        {
            label = line.Label.Length > 0 ? line.Label : label;
            dialog.Say($"{label}: {LinearDialog.Plain(line.Text)}");
        }
    }

    private void Test(AccountSummary account)
    {
        model.Verify([account]);
        dialog.Say("Asking the provider.");
        dialog.WaitFor(model.Work);
        dialog.Say(LinearDialog.Plain(model.Toast?.Text ?? ""));
    }

    private bool Delete(AccountSummary account)
    {
        if (model.Feed.Data is not { } data)
            return false;
        using DeleteAccountModel question = new(model.Context, [account], data);
        foreach (string name in question.Stopping)
            dialog.Say($"Stops running: {name}");
        foreach (string name in question.Unlinked)
            dialog.Say($"Loses its link: {name}");
        if (!dialog.AskYes($"Delete {account.Name}?", usual: false))
            return false;
        question.Run("confirm.yes");
        dialog.WaitFor(question.Work);
        dialog.Say(question.Problem.Length > 0 ? question.Problem : LinearDialog.Plain(model.Toast?.Text ?? ""));
        return question.Problem.Length == 0;
    }
}

using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Choices;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Modules;

/// <summary>What can be done to modules from their page.</summary>
/// <param name="model">The console.</param>
/// <param name="page">The page.</param>
internal sealed class ModuleActions(DashboardModel model, ModulesModel page)
{
    /// <summary>The shortest way to what the selected module lacks.</summary>
    public void Fix()
    {
        if (page.Table.Selected is not { } row)
            return;
        if (row.Coverage is { } item)
            new CoverageFix(model).Run(item, environment: null);
        else
            model.Say($"{row.Name} needs no credential", Palette.Sky);
    }

    /// <summary>A new account for the selected module.</summary>
    public void Make(bool brief)
    {
        if (page.Table.Selected?.Coverage is { } item)
            new CoverageFix(model).Make(item, environment: null, brief);
    }

    /// <summary>Shows the account of the selected module.</summary>
    public void ShowAccount()
    {
        if (page.Table.Selected is { AccountId: { } account })
            model.OpenDetail(account);
        else
            model.Say("no account is linked to it: l links one, n makes one", Palette.Sky);
    }

    /// <summary>Asks to which account the chosen modules are to be linked, and links them.</summary>
    public void Link()
    {
        IReadOnlyList<ModuleRow> rows = page.Table.Chosen;
        string?[] providers = [.. rows.Select(row => row.Coverage?.ProviderId).Distinct()];
        if (rows.Count == 0 || model.Data is not { } data)
            return;
        if (providers is not [{ } provider])
        {
            model.Say(providers.Length > 1 ? "! the marked modules are of several providers: link those of one at a time" : $"! {rows[0].Name} needs no account, or no plugin knows it", Palette.Tan);
            return;
        }

        AccountSummary[] accounts = [.. data.Accounts.Where(account => account.ProviderId == provider).OrderByDescending(account => account.Verified).ThenBy(account => account.Name, StringComparer.OrdinalIgnoreCase)];
        if (accounts.Length == 0)
        {
            Make(brief: true);
            return;
        }

        DateTimeOffset now = model.Context.Time.GetUtcNow();
        model.Open(new ChoiceModel(
            "LINK TO WHICH ACCOUNT?",
            $"{What(rows)}:",
            [.. accounts.Select(account => new Choice(account.Name, $"{account.Environment} · {AccountStates.Text(AccountStates.Of(account, now))}", () => Link(rows, account)))]));
    }

    /// <summary>Removes the links of the chosen modules.</summary>
    public void Unlink()
    {
        ModuleRow[] rows = [.. page.Table.Chosen.Where(row => row.AccountId is not null)];
        if (rows.Length == 0)
        {
            model.Say("no account is linked to it", Palette.Sky);
            return;
        }

        model.Change($"{What(rows)}: unlinked", async (client, cancellationToken) =>
        {
            foreach (ModuleRow row in rows)
                await client.UnlinkAsync(row.Id, cancellationToken);
            return (undo, token) => RestoreAsync(undo, rows, token);
        });
    }

    /// <summary>Opens the form that runs the selected module.</summary>
    public void Execute()
    {
        if (page.Table.Selected is not { } row)
            return;
        if (row.Coverage is { AccountId: null })
        {
            model.Say($"! {row.Name} has no account to run with: Enter makes or links one", Palette.Tan);
            return;
        }

        model.Say($"~ reading the inputs of {row.Name}", Palette.Sky);
        _ = Task.Run(() => OpenRunAsync(row));
    }

    private async Task OpenRunAsync(ModuleRow row)
    {
        try
        {
            IHostMetadata host = await model.Context.AsAsync<IHostMetadata>();
            IReadOnlyList<DescribedModule> all = await host.GetModuleMetadataAsync();
            DescribedModule? metadata = all.FirstOrDefault(one => one.IsNamed(row.ClassName));
            model.Context.Ui.Post(() => model.Open(new RunFormModel(model.Context, row, metadata)));
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            model.Context.Ui.Post(() => model.Say($"x {Failure.TextOf(exception)}", Palette.Red));
        }
    }

    private void Link(IReadOnlyList<ModuleRow> rows, AccountSummary account) => model.Change($"{What(rows)}: linked to {account.Name}", async (client, cancellationToken) =>
    {
        IReadOnlyList<LinkOutcome> outcomes = await client.LinkAsync(account.Id, new LinkRequest([.. rows.Select(row => row.Id)]), cancellationToken);
        if (outcomes.FirstOrDefault(outcome => !outcome.Linked) is { } refused)
            throw new InvalidOperationException($"{rows.FirstOrDefault(row => row.Id == refused.ModuleId)?.Name ?? "A module"} was not linked: {refused.Problem}");
        return (undo, token) => RestoreAsync(undo, rows, token);
    });

    private static async Task<string> RestoreAsync(IIntegrationHostClient client, IReadOnlyList<ModuleRow> rows, CancellationToken cancellationToken)
    {
        foreach (ModuleRow row in rows)
        {
            if (row.AccountId is { } account)
                await client.LinkAsync(account, new LinkRequest([row.Id]), cancellationToken);
            else
                await client.UnlinkAsync(row.Id, cancellationToken);
        }

        return $"{What(rows)}: as before";
    }

    private static string What(IReadOnlyList<ModuleRow> rows) => rows.Count == 1 ? rows[0].Name : $"{rows.Count} modules";
}

using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Choices;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Coverage;

/// <summary>What one key does about a module that waits: the shortest way to what is missing.</summary>
/// <param name="model">The console.</param>
internal sealed class CoverageFix(DashboardModel model)
{
    /// <summary>Does it.</summary>
    /// <param name="item">The module.</param>
    /// <param name="environment">Environment that is worked in; <c>null</c> if none is chosen.</param>
    public void Run(CoverageItem item, string? environment)
    {
        AccountSummary? account = model.Data?.Accounts.FirstOrDefault(account => account.Id == item.AccountId);
        switch (item.State)
        {
            case "NoPlugin":
                model.Say($"! no active plugin knows {item.ClassName}: look at the plugins of the host, or pull its metadata", Palette.Tan);
                return;
            case "AccountInvalid" or "Expired" when account is not null:
                model.OpenReplace(account);
                return;
            case "NotVerified" or "ScopesUnknown" when account is not null:
                model.Verify(account);
                return;
            case "LacksScope" when account is not null:
                model.Open(new ScopesModel(model, item, account));
                return;
            case "Covered" or "WrongEnvironment" or "WrongOwner" when account is not null:
                model.OpenDetail(account.Id);
                return;
            default:
                MakeOrLink(item, environment);
                return;
        }
    }

    /// <summary>Opens the shortest form that makes an account for the module.</summary>
    public void Make(CoverageItem item, string? environment, bool brief) => model.OpenTemplate(
        model.Templates.Find(item.ProviderId), new TemplateStart { ModuleId = item.ModuleId, Environment = environment, Brief = brief });

    /// <summary>The accounts that could be linked to a module, those that were verified first.</summary>
    public AccountSummary[] Fitting(CoverageItem item, string? environment) => item.ProviderId is null ? [] :
    [
        .. (model.Data?.Accounts ?? []).Where(account => account.ProviderId == item.ProviderId && account.Id != item.AccountId && account.Verdict?.Kind != "Invalid")
            .Where(account => environment is null || string.Equals(account.Environment, environment, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(account => account.Verified).ThenBy(account => account.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Links modules to an account, which can be undone.</summary>
    public void Link(CoverageItem[] items, AccountSummary account)
    {
        string what = items.Length == 1 ? items[0].ModuleName : $"{items.Length} modules";
        string verb = items.Length == 1 ? "is" : "are";
        model.Change($"{what} {verb} linked to {account.Name}", async (client, cancellationToken) =>
        {
            await LinkAsync(client, items, account.Id, cancellationToken);
            return async (undo, token) =>
            {
                foreach (CoverageItem item in items)
                {
                    if (item.AccountId is null)
                        await undo.UnlinkAsync(item.ModuleId, token);
                    else
                        await LinkAsync(undo, [item], item.AccountId, token);
                }

                return items.Length == 1 ? $"{what} is as it was" : $"{what} are as they were";
            };
        });
    }

    private void MakeOrLink(CoverageItem item, string? environment)
    {
        AccountSummary[] fitting = Fitting(item, environment);
        if (fitting.Length == 0)
        {
            Make(item, environment, brief: true);
            return;
        }

        DateTimeOffset now = model.Context.Time.GetUtcNow();
        CoverageItem[] alike = [item, .. (model.Data?.Coverage.Items ?? []).Where(other => other.ProviderId == item.ProviderId && other.AccountId is null && other.ModuleId != item.ModuleId && other.State != "Covered")];
        model.Open(new ChoiceModel(
            $"{item.ModuleName.ToUpperInvariant()} WAITS",
            $"{model.Templates.Find(item.ProviderId)?.Name ?? item.ProviderId} has accounts that could be linked to it:",
            [
                .. fitting.Select(account => new Choice(account.Name, $"link it · {account.Environment} · {AccountStates.Text(AccountStates.Of(account, now))}", () => Link([item], account))),
                new Choice("a new account", "make one, test it and link it", () => Make(item, environment, brief: true)),
                .. fitting.Where(_ => alike.Length > 1).Select(account => new Choice(account.Name, $"link it, and the {(alike.Length == 2 ? "other that waits" : $"{alike.Length - 1} others that wait")}", () => Link(alike, account))),
            ]));
    }

    private static async Task LinkAsync(IIntegrationHostClient client, CoverageItem[] items, string accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<LinkOutcome> outcomes = await client.LinkAsync(accountId, new LinkRequest([.. items.Select(item => item.ModuleId)]), cancellationToken);
        if (outcomes.FirstOrDefault(outcome => !outcome.Linked) is { } refused)
            throw new InvalidOperationException($"{items.FirstOrDefault(item => item.ModuleId == refused.ModuleId)?.ModuleName ?? "A module"} was not linked: {refused.Problem}");
    }
}

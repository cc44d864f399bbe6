using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The lines of a detail about what uses the account: each module with the scopes it needs, and what stops if the account is revoked.</summary>
internal static class AccountUses
{
    /// <summary>Adds the lines.</summary>
    /// <param name="lines">The lines so far.</param>
    /// <param name="account">The account.</param>
    /// <param name="data">The dashboard's data.</param>
    /// <param name="usage">What the host says of its use; <c>null</c> while it is being read.</param>
    public static void Add(List<DetailLine> lines, AccountSummary account, LiveData data, AccountUsage? usage)
    {
        CoverageItem[] linked = [.. data.Coverage.Items.Where(item => item.AccountId == account.Id)];
        foreach ((int index, CoverageItem item) in linked.Index())
        {
            bool covered = item.State == "Covered";
            lines.Add(new DetailLine(index == 0 ? "modules" : "", covered ? $"✔ {Name(item)} can run" : $"! {Name(item)}: {item.Reason}", covered ? Palette.Green : Palette.Tan));
            if (Scopes(item, account, data) is { Length: > 0 } scopes)
                lines.Add(new DetailLine("", $"  needs {scopes}", Palette.Grey));
        }

        if (linked.Length == 0)
            lines.Add(new DetailLine("modules", "none is linked", Palette.Grey));
        if (usage is null)
            return;
        foreach (ModelUse model in usage.Models)
            lines.Add(new DetailLine("", $"✔ language model {model.Name}", Palette.Green));
        lines.Add(new DetailLine("revoke it", usage.Summary, usage.Modules.Any(module => module.Stops) || usage.Models.Count > 0 ? Palette.Tan : Palette.Grey));
    }

    private static string Name(CoverageItem item) => item.Workflow.Length > 0 ? $"{item.ModuleName} ({item.Workflow})" : item.ModuleName;

    // Each scope that the module needs, with whether the credential has it as far as the provider tells.
    private static string Scopes(CoverageItem item, AccountSummary account, LiveData data)
    {
        ModuleCard? card = data.Catalog.FirstOrDefault(provider => provider.Id == item.ProviderId)?.Modules
            .FirstOrDefault(module => module.ModuleClass == item.ClassName || module.ModuleClass.EndsWith($".{item.ClassName}", StringComparison.Ordinal));
        if (card is null || card.RequiredScopes.Count == 0)
            return "";
        return string.Join(", ", card.RequiredScopes.Select(scope => string.Create(CultureInfo.InvariantCulture, $"{scope.Replace("|", " or ", StringComparison.Ordinal)} {Sign(scope, item, account)}")));
    }

    // Of several that would do, one is enough.
    private static string Sign(string scope, CoverageItem item, AccountSummary account) =>
        item.MissingScopes.Contains(scope) ? "(lacks it)" : account.Verdict?.Scopes is { } has && scope.Split('|').Any(has.Contains) ? "(has it)" : "(not told)";
}

using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Entities;

namespace IntegrationHost.Api.Accounts;

/// <summary>What uses an account, from domain to wire.</summary>
internal static class UsageMapper
{
    public static AccountUsage ToUsage(Guid accountId, Core.Coverage.Coverage coverage, IReadOnlyList<StoredEntity> models)
    {
        ModuleUse[] modules = [.. coverage.Entries.Where(entry => entry.AccountId == accountId).Select(entry => new ModuleUse(
            entry.ModuleId.ToString(), entry.ModuleName, entry.ClassName, entry.Workflow, entry.State == CoverageState.Covered, entry.State.ToString()))];
        ModelUse[] names = [.. models.Select(model => new ModelUse(model.Id.ToString(), (string?)model.Wire["name"] ?? ""))];
        return new AccountUsage(accountId.ToString(), Sentence(modules, names.Length), modules, names);
    }

    private static string Sentence(ModuleUse[] modules, int models)
    {
        int stopping = modules.Count(module => module.Stops);
        int workflows = modules.Where(module => module.Stops && module.Workflow.Length > 0).Select(module => module.Workflow).Distinct().Count();
        string where = workflows == 0 ? "" : $" in {Count(workflows, "workflow")}";
        return (stopping, models) switch
        {
            (0, 0) => "Nothing that runs now uses this account.",
            (0, _) => $"Revoke it, and {Count(models, "language model")} cannot be asked any more.",
            (_, 0) => $"Revoke it, and {Count(stopping, "module")}{where} cannot run any more.",
            _ => $"Revoke it, and {Count(stopping, "module")}{where} cannot run, and {Count(models, "language model")} cannot be asked any more.",
        };
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}

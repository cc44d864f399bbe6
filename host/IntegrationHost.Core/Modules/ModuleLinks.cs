using System.Text.Json.Nodes;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Links of ExecModules as part of a larger change of the database.</summary>
internal static class ModuleLinks
{
    /// <summary>Removes every link to an account, in text and column. The caller saves.</summary>
    public static async Task RemoveAllAsync(HostDbContext context, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (ModuleRow row in await context.Modules.Where(module => module.AccountId == accountId).ToListAsync(cancellationToken))
            Remove(row, now);
    }

    public static void Remove(ModuleRow row, DateTimeOffset now)
    {
        JsonObject wire = ModuleJson.Parse(row.Json);
        ModuleJson.RemoveLinks(wire);
        row.Json = ModuleJson.Write(wire);
        row.AccountId = null;
        row.ModifiedAt = now;
    }

    public static void Set(ModuleRow row, Guid accountId, DateTimeOffset now)
    {
        JsonObject wire = ModuleJson.Parse(row.Json);
        ModuleJson.SetLink(wire, accountId);
        row.Json = ModuleJson.Write(wire);
        row.AccountId = accountId;
        row.ModifiedAt = now;
    }
}

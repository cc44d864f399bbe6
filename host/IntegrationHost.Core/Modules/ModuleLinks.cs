using System.Text.Json.Nodes;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Links of ExecModules as part of a larger change of the database.</summary>
internal static class ModuleLinks
{
    /// <summary>Removes every link to an account, in text and column, from modules and from language models. The caller saves.</summary>
    public static async Task RemoveAllAsync(HostDbContext context, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (ModuleRow row in await context.Modules.Where(module => module.AccountId == accountId).ToListAsync(cancellationToken))
            Remove(row, now);
        foreach (EntityRow row in await context.Entities.Where(entity => entity.AccountId == accountId).ToListAsync(cancellationToken))
            Remove(row, now);
    }

    private static void Remove(EntityRow row, DateTimeOffset now)
    {
        if (ModuleJson.TryParse(row.Json) is { } wire && EntityTypes.All.FirstOrDefault(type => type.Name == row.Type)?.AccountReference is { } reference)
        {
            wire.Remove(reference);
            row.Json = ModuleJson.Write(wire);
        }

        (row.AccountId, row.ModifiedAt, row.Version) = (null, now, row.Version + 1);
    }

    public static void Remove(ModuleRow row, DateTimeOffset now)
    {
        // A text that was broken outside the host stays as it is; the column is what links.
        if (ModuleJson.TryParse(row.Json) is { } wire)
        {
            ModuleJson.RemoveLinks(wire);
            row.Json = ModuleJson.Write(wire);
        }

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

using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>Puts an ExecModule's wire object into its row: the text, and the columns taken out of it.</summary>
internal static class ModuleRowWriter
{
    public static ModuleRow New(Guid id, DateTimeOffset now) => new() { Id = id, Json = "{}", Name = "", ClassName = "", CreatedAt = now, ModifiedAt = now };

    /// <param name="row">The row to fill.</param>
    /// <param name="wire">A copy that may be changed; checked by <see cref="ModuleRules"/>.</param>
    /// <param name="now">The moment of the change.</param>
    public static void Fill(ModuleRow row, JsonObject wire, DateTimeOffset now)
    {
        ModuleJson.DropNestedSecrets(wire);
        wire["id"] = row.Id.ToString();
        wire["createdDate"] = WireTime.Write(row.CreatedAt);
        wire["lastModifiedDate"] = WireTime.Write(now);
        row.ClassName = ModuleJson.Text(wire, "className") is { } className && !string.IsNullOrWhiteSpace(className) ? className.Trim() : ModuleClass.Default;
        row.Name = ModuleJson.Text(wire, "name") is { } name && !string.IsNullOrWhiteSpace(name) ? name : ModuleClass.SimpleName(row.ClassName);
        row.AccountId = ModuleJson.ReadLink(wire);
        row.TaskId = ModuleJson.ReadTask(wire);
        row.Trashed = wire["trashed"]?.GetValue<bool>() ?? false;
        row.Json = ModuleJson.Write(wire);
        row.ModifiedAt = now;
    }

    /// <summary>Soft-deletes it.</summary>
    public static void Trash(ModuleRow row, DateTimeOffset now)
    {
        if (ModuleJson.TryParse(row.Json) is not { } wire)
        {
            (row.Trashed, row.ModifiedAt) = (true, now);
            return;
        }

        wire["trashed"] = true;
        Fill(row, wire, now);
    }

    public static StoredModule ToModule(ModuleRow row) => new()
    {
        Id = row.Id,
        Json = row.Json,
        Name = row.Name,
        ClassName = row.ClassName,
        WorkflowName = row.WorkflowName,
        AccountId = row.AccountId,
        Trashed = row.Trashed,
        CreatedAt = row.CreatedAt,
        ModifiedAt = row.ModifiedAt,
    };
}

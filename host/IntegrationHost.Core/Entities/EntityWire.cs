using System.Text.Json.Nodes;
using IntegrationHost.Core.Modules;

namespace IntegrationHost.Core.Entities;

/// <summary>Entities from rows to ThorAPI's wire.</summary>
internal static class EntityWire
{
    /// <summary>The object without what belongs to it. A secure property is the mask if it is set, absent if it is not.</summary>
    public static StoredEntity ToEntity(EntityType type, EntityRow row, IEnumerable<string> setSecrets)
    {
        string owner = row.OwnerId.ToString();
        JsonObject wire = new()
        {
            ["id"] = row.Id.ToString(),
            ["ownerId"] = owner,
            ["createdDate"] = WireTime.Write(row.CreatedAt),
            ["lastModifiedById"] = owner,
            ["lastModifiedDate"] = WireTime.Write(row.ModifiedAt),
        };
        JsonObject stored = ModuleJson.Read(row.Json);
        foreach ((string name, JsonNode? value) in stored)
            wire[name] = value?.DeepClone();
        foreach (EntityField field in type.Fields.Where(field => field.Alias is not null && stored.ContainsKey(field.Name)))
            wire[field.Alias!] = stored[field.Name]?.DeepClone();
        foreach (string name in setSecrets.Where(type.SecureNames.Contains))
            wire[name] = EntityTypes.Mask;
        if (type.VersionProperty is { } version)
            wire[version] = row.Version;
        wire["trashed"] = row.Trashed;
        return new StoredEntity(row.Id, row.Trashed, row.AccountId, wire);
    }

    /// <summary>An ExecModule as it stands in the list of a task.</summary>
    public static JsonObject ToModule(ModuleRow row)
    {
        JsonObject wire = ModuleJson.Read(row.Json);
        foreach (string name in EntityTypes.Hidden)
            wire.Remove(name);
        ModuleJson.DropNestedSecrets(wire);
        wire["trashed"] = row.Trashed;
        return wire;
    }
}

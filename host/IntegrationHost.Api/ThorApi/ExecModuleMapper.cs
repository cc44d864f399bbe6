using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Modules;

namespace IntegrationHost.Api.ThorApi;

/// <summary>ExecModules between domain and wire. They travel as the JSON they are, so that what this host does not know is not lost.</summary>
internal static class ExecModuleMapper
{
    private const string DefaultClassName = "VModule";

    /// <summary>ThorAPI keeps these off the wire in both directions.</summary>
    private static readonly string[] Hidden = ["workflowStateId", "keyHash", "lastAccessedDate", "lastAccessedById"];

    public static JsonObject ToWire(StoredModule module)
    {
        JsonObject wire = module.ToJson();
        Clean(wire);
        wire["id"] = module.Id.ToString();
        wire["createdDate"] = WireTime.Write(module.CreatedAt);
        wire["lastModifiedDate"] = WireTime.Write(module.ModifiedAt);
        wire["trashed"] = module.Trashed;
        return wire;
    }

    /// <summary>Checks the types of an ExecModule that came in (the domain knows its values) and takes out what has no place in it.</summary>
    /// <exception cref="JsonException">A known property has the wrong type.</exception>
    public static JsonObject FromWire(JsonObject body)
    {
        ExecModule known = body.Deserialize(ApiJsonContext.Default.ExecModule)!;
        Clean(body);
        if (known.ClassName is null)
            body["className"] = DefaultClassName;
        return body;
    }

    private static void Clean(JsonObject module)
    {
        foreach (string name in Hidden)
            module.Remove(name);
        SecureProperties.StripNested(module);
    }
}

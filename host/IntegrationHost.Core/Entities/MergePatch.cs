using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Entities;

/// <summary>JSON merge patch (RFC 7396).</summary>
public static class MergePatch
{
    /// <summary>Changes the target: null removes, objects merge, all else replaces.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? change) in patch)
        {
            switch (change)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject nested:
                    target[name] = Apply(target[name] is JsonObject existing ? (JsonObject)existing.DeepClone() : [], nested);
                    break;
                default:
                    target[name] = change.DeepClone();
                    break;
            }
        }

        return target;
    }
}

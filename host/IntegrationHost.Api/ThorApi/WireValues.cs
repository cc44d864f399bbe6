using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Values of JSON nodes, whatever they were made of: the platform gives a number that was parsed as any number, and one that was put there by code only as what it was.</summary>
internal static class WireValues
{
    /// <summary>A text, of a node that is one.</summary>
    public static string Text(JsonNode node) => node.AsValue().TryGetValue(out string? text) ? text : JsonElement.Parse(node.ToJsonString()).GetString()!;

    /// <summary>A number, of a node that is one; infinite if no double is as large.</summary>
    public static double Number(JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}

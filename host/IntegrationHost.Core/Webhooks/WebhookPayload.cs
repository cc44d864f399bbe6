using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Events;

namespace IntegrationHost.Core.Webhooks;

/// <summary>What a target is told: type, timestamp and data, as Standard Webhooks proposes. Ids and words of this host; who wants more reads it with a token.</summary>
internal static class WebhookPayload
{
    public const string Test = "webhook.test";

    public static byte[] Of(HostEvent happened) => Write(happened.Kind, happened.At, new JsonObject
    {
        ["seq"] = happened.Seq,
        ["accountId"] = happened.AccountId?.ToString(),
        ["moduleId"] = happened.ModuleId?.ToString(),
        ["detail"] = happened.Detail,
    });

    public static byte[] OfTest(DateTimeOffset now) => Write(Test, now, []);

    /// <summary>The id of a message: the same at each attempt, so that a target that was told twice can tell.</summary>
    public static string IdOf(WebhookRow row, HostEvent happened) =>
        string.Create(CultureInfo.InvariantCulture, $"evt_{row.Id:N}_{happened.Seq}{(happened.Kind == EventKinds.Coverage ? "c" : "")}");

    private static byte[] Write(string type, DateTimeOffset at, JsonObject data)
    {
        foreach (string empty in data.Where(property => property.Value is null).Select(property => property.Key).ToArray())
            data.Remove(empty);
        JsonObject payload = new() { ["type"] = type, ["timestamp"] = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), ["data"] = data };
        return Encoding.UTF8.GetBytes(payload.ToJsonString());
    }
}

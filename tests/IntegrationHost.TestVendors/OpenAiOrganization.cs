using System.Globalization;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>An organization's projects, keys and costs at <see cref="OpenAiVendor"/>, for admin keys.</summary>
internal static class OpenAiOrganization
{
    private const string Keys = "/api_keys";

    private static readonly string[] ProjectIds = ["proj_1", "proj_2", "proj_3"];
    private static readonly string[] AdminKeyIds = ["key_a", "key_b"];

    /// <summary>The answer to a call; <c>null</c> for one that is not known.</summary>
    public static VendorReply? Answer(VendorCall call) => call.Operation switch
    {
        "GET /organization/projects" => OpenAiVendor.Page(call, [.. ProjectIds.Select(id => Item(id, "organization.project", "name"))]),
        "GET /organization/admin_api_keys" => OpenAiVendor.Page(call, [.. AdminKeyIds.Select(id => Item(id, "organization.admin_api_key", "redacted_value"))]),
        "GET /organization/costs" => Costs(call),
        { } operation when operation.StartsWith("GET /organization/projects/proj_", StringComparison.Ordinal) && operation.EndsWith(Keys, StringComparison.Ordinal) =>
            OpenAiVendor.Page(call, [Item("key_p", "organization.project.api_key", "redacted_value")]),
        _ => null,
    };

    private static JsonObject Item(string id, string type, string named) => new() { ["id"] = id, ["object"] = type, [named] = id + "...", ["created_at"] = 1_760_000_000 };

    // Two days in all; a page is as long as its limit, and its name is the day it starts with.
    private static VendorReply Costs(VendorCall call)
    {
        if (!long.TryParse(call.Query("start_time"), NumberStyles.None, CultureInfo.InvariantCulture, out long start))
            return OpenAiVendor.Error(400, "Missing required parameter: 'start_time'.", "invalid_request_error", "missing_required_parameter");

        int limit = int.TryParse(call.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 7;
        int first = call.Query("page") is { } page && page.StartsWith("page_", StringComparison.Ordinal) ? int.Parse(page["page_".Length..], CultureInfo.InvariantCulture) : 0;
        int end = Math.Min(2, first + limit);
        JsonNode[] days = [.. Enumerable.Range(first, end - first).Select(day => Day(start + day * 86_400L, day + 0.5m))];
        return new VendorReply(200, new JsonObject
        {
            ["object"] = "page",
            ["data"] = new JsonArray(days),
            ["has_more"] = end < 2,
            ["next_page"] = end < 2 ? "page_" + end.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static JsonObject Day(long start, decimal amount)
    {
        var spent = new JsonObject { ["object"] = "organization.costs.result", ["amount"] = new JsonObject { ["value"] = amount, ["currency"] = "usd" } };
        return new JsonObject { ["object"] = "bucket", ["start_time"] = start, ["end_time"] = start + 86_400, ["results"] = new JsonArray(spent) };
    }
}

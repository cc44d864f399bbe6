using System.Globalization;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>The upload of files at <see cref="SlackVendor"/>: an address, the content, the end.</summary>
internal sealed class SlackFiles
{
    private readonly Dictionary<string, (string Name, int Length, string? Content)> files = new(StringComparer.Ordinal);

    /// <summary>Contents of the files that were completed, by name.</summary>
    public Dictionary<string, string> Shared { get; } = new(StringComparer.Ordinal);

    /// <summary>An address for a file.</summary>
    public VendorReply Start(JsonObject arguments)
    {
        if (arguments["filename"]?.ToString() is not { Length: > 0 } name || !int.TryParse(arguments["length"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
            return SlackVendor.Error("invalid_arguments");

        string id = "F0FILE" + (files.Count + 1).ToString(CultureInfo.InvariantCulture);
        files[id] = (name, length, null);
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["upload_url"] = "https://files.slack.com/upload/v1/" + id, ["file_id"] = id });
    }

    /// <summary>Takes the content.</summary>
    public VendorReply Take(VendorCall call)
    {
        string id = call.Request.Path.Split('/')[^1];
        if (!files.TryGetValue(id, out (string Name, int Length, string? Content) file) || call.Request.Body.Length != file.Length)
            return new VendorReply(404, new JsonObject()) { Text = "Not Found", ContentType = "text/plain" };

        files[id] = file with { Content = call.Request.Body };
        return new VendorReply(200, new JsonObject()) { Text = $"OK - {file.Length}", ContentType = "text/plain" };
    }

    /// <summary>Shares files.</summary>
    public VendorReply Complete(JsonObject arguments)
    {
        if (arguments["files"] is not JsonArray { Count: > 0 } wanted)
            return SlackVendor.Error("invalid_arguments");

        var done = new JsonArray();
        foreach (JsonNode item in wanted.OfType<JsonNode>())
        {
            if (!files.TryGetValue(item["id"]?.ToString() ?? "", out (string Name, int Length, string? Content) file) || file.Content is null)
                return SlackVendor.Error("file_not_found");

            Shared[file.Name] = file.Content;
            done.Add(new JsonObject { ["id"] = item["id"]!.ToString(), ["title"] = item["title"]?.ToString() ?? file.Name });
        }

        return new VendorReply(200, new JsonObject { ["ok"] = true, ["files"] = done });
    }
}

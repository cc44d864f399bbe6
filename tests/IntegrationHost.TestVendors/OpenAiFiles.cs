using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>Files and batches at <see cref="OpenAiVendor"/>.</summary>
internal sealed class OpenAiFiles
{
    private static readonly string[] Purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];

    private readonly Lock gate = new();
    private readonly List<JsonObject> files = [];
    private readonly List<JsonObject> batches = [];

    /// <summary>The answer to a call; <c>null</c> for one that is not of files or batches.</summary>
    public VendorReply? Answer(VendorCall call)
    {
        lock (gate)
        {
            return call.Operation switch
            {
                "GET /files" => OpenAiVendor.Page(call, [.. files.Where(file => call.Query("purpose") is not { } purpose || file["purpose"]!.ToString() == purpose)]),
                "POST /files" => Upload(call),
                "POST /batches" => Start(call),
                { } operation when operation.StartsWith("GET /batches/", StringComparison.Ordinal) => Batch(operation["GET /batches/".Length..]),
                _ => null,
            };
        }
    }

    private VendorReply Upload(VendorCall call)
    {
        Dictionary<string, string> parts = call.Parts();
        if (!parts.TryGetValue("file", out string? content) || !parts.TryGetValue("file.filename", out string? name))
            return Missing("file");
        if (!parts.TryGetValue("purpose", out string? purpose) || !Purposes.Contains(purpose, StringComparer.Ordinal))
            return OpenAiVendor.Error(400, "Invalid purpose.", "invalid_request_error", "invalid_value");

        var file = new JsonObject
        {
            ["id"] = $"file-{files.Count + 1:D3}",
            ["object"] = "file",
            ["bytes"] = content.Length,
            ["created_at"] = 1_760_000_000 + files.Count,
            ["filename"] = name,
            ["purpose"] = purpose,
            ["status"] = "processed",
        };
        files.Add(file);
        return new VendorReply(200, file.DeepClone());
    }

    private VendorReply Start(VendorCall call)
    {
        if (OpenAiVendor.Parse(call.Request.Body) is not { } body)
            return OpenAiVendor.Error(400, "We could not parse the JSON body of your request.", "invalid_request_error", null);
        if (body["completion_window"]?.ToString() != "24h" || body["endpoint"]?.ToString().StartsWith("/v1/", StringComparison.Ordinal) != true)
            return OpenAiVendor.Error(400, "Invalid endpoint or completion_window.", "invalid_request_error", "invalid_value");
        if (!files.Exists(file => file["id"]!.ToString() == body["input_file_id"]?.ToString() && file["purpose"]!.ToString() == "batch"))
            return OpenAiVendor.Error(400, "No such file, or not of purpose batch.", "invalid_request_error", "invalid_value");

        var batch = new JsonObject
        {
            ["id"] = $"batch_{batches.Count + 1:D3}",
            ["object"] = "batch",
            ["endpoint"] = body["endpoint"]!.ToString(),
            ["input_file_id"] = body["input_file_id"]!.ToString(),
            ["completion_window"] = "24h",
            ["status"] = "validating",
            ["created_at"] = 1_760_000_000,
            ["request_counts"] = new JsonObject { ["total"] = 1, ["completed"] = 0, ["failed"] = 0 },
        };
        batches.Add(batch);
        return new VendorReply(200, batch.DeepClone());
    }

    private VendorReply Batch(string id)
    {
        if (batches.Find(batch => batch["id"]!.ToString() == id) is not { } batch)
            return OpenAiVendor.Error(404, "No batch found with this id.", "invalid_request_error", null);

        JsonNode done = batch.DeepClone();
        done["status"] = "completed";
        done["output_file_id"] = "file-out";
        done["request_counts"]!["completed"] = 1;
        return new VendorReply(200, done);
    }

    private static VendorReply Missing(string parameter) =>
        OpenAiVendor.Error(400, $"Missing required parameter: '{parameter}'.", "invalid_request_error", "missing_required_parameter");
}

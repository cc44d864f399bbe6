using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>One repository of GitHub: issues, pull requests, files, refs, releases, workflows.</summary>
internal sealed class GitHubRepository
{
    /// <summary>Where it is.</summary>
    public const string Path = "/repos/octo/site";

    private const int FirstPageSize = 30;

    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal) { ["docs/read me.md"] = "SGVsbG8=" };
    private readonly List<JsonObject> issues = [];
    private readonly List<string> refs = ["refs/heads/main"];

    /// <summary>What was done, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>The fine-grained permission that a call needs.</summary>
    public static string PermissionFor(VendorCall call)
    {
        string access = call.Request.Method == "GET" ? "read" : "write";
        string rest = call.Request.Path[Path.Length..];
        string name = rest.StartsWith("/issues", StringComparison.Ordinal) ? "issues"
            : rest.StartsWith("/pulls", StringComparison.Ordinal) ? "pull_requests"
            : rest.StartsWith("/actions", StringComparison.Ordinal) ? "actions"
            : "contents";
        return $"{name}:{access}";
    }

    /// <summary>The answer; <c>null</c> if there is no such thing.</summary>
    public VendorReply? Answer(VendorCall call, string baseUrl)
    {
        JsonObject body = [];
        if (call.Request.Method is "POST" or "PUT" && !TryParse(call.Request.Body, out body))
            return GitHubVendor.Error(400, "Problems parsing JSON");

        string rest = call.Request.Path[Path.Length..];
        return (call.Request.Method, rest) switch
        {
            ("POST", "/issues") => Missing(body, "Issue", "title") ?? Open(body),
            ("GET", "/issues") => Page(call, baseUrl, [.. issues.Select(issue => issue.DeepClone())], page => page),
            ("GET", "/pulls") => new VendorReply(200, new JsonArray()),
            ("GET", "/branches") => new VendorReply(200, new JsonArray(new JsonObject { ["name"] = "main", ["protected"] = false })),
            ("POST", "/pulls") => Missing(body, "PullRequest", "title", "head", "base") ?? Made("pull " + body["head"], new JsonObject { ["number"] = 9, ["id"] = 90, ["html_url"] = "https://example.com/pull/9", ["state"] = "open" }),
            ("POST", "/git/refs") => Missing(body, "Reference", "ref", "sha") ?? MakeRef(body),
            ("POST", "/releases") => Missing(body, "Release", "tag_name") ?? Made("release " + body["tag_name"], new JsonObject { ["id"] = 77, ["html_url"] = "https://example.com/releases/77", ["upload_url"] = "https://uploads.example.com/77{?name}", ["tag_name"] = body["tag_name"]!.ToString() }),
            ("POST", "/dispatches") => Missing(body, "RepositoryDispatch", "event_type") ?? Made("event " + body["event_type"], null),
            ("POST", "/actions/workflows/build.yml/dispatches") => Missing(body, "Workflow", "ref") ?? Made("workflow build.yml on " + body["ref"], null),
            ("GET", "/actions/runs") => Page(call, baseUrl, [.. Enumerable.Range(1, 3).Select(id => new JsonObject { ["id"] = id, ["name"] = "build", ["status"] = "completed" })], page => new JsonObject { ["total_count"] = 3, ["workflow_runs"] = page }),
            _ when rest.StartsWith("/contents/", StringComparison.Ordinal) => Contents(call, Uri.UnescapeDataString(rest["/contents/".Length..]), body),
            _ when rest.StartsWith("/issues/", StringComparison.Ordinal) && rest.EndsWith("/comments", StringComparison.Ordinal) => Comment(rest.Split('/')[2], body),
            _ => null,
        };
    }

    private VendorReply Open(JsonObject body)
    {
        int number = issues.Count + 1;
        var issue = new JsonObject { ["number"] = number, ["id"] = 1000 + number, ["title"] = body["title"]!.ToString(), ["state"] = "open", ["html_url"] = $"https://example.com/issues/{number}", ["created_at"] = "2026-01-02T03:04:05Z" };
        issues.Add(issue);
        return Made($"issue {number}: {body["title"]}", (JsonObject)issue.DeepClone());
    }

    private VendorReply? Comment(string number, JsonObject body) => issues.Any(issue => issue["number"]!.ToString() == number)
        ? Missing(body, "IssueComment", "body") ?? Made($"comment on {number}: {body["body"]}", new JsonObject { ["id"] = 5000, ["html_url"] = $"https://example.com/issues/{number}#5000" })
        : null;

    private VendorReply MakeRef(JsonObject body)
    {
        string name = body["ref"]!.ToString();
        if (refs.Contains(name))
            return GitHubVendor.Error(422, "Reference already exists", [new JsonObject { ["resource"] = "Reference", ["field"] = "ref", ["code"] = "already_exists" }]);

        refs.Add(name);
        return Made(name, new JsonObject { ["ref"] = name, ["object"] = new JsonObject { ["sha"] = body["sha"]!.ToString(), ["type"] = "commit" } });
    }

    private VendorReply? Contents(VendorCall call, string path, JsonObject body)
    {
        bool known = files.TryGetValue(path, out string? content);
        if (call.Request.Method == "GET")
            return known ? new VendorReply(200, new JsonObject { ["type"] = "file", ["path"] = path, ["content"] = content, ["sha"] = Sha(content!), ["size"] = content!.Length, ["html_url"] = "https://example.com/blob" }) : null;

        if (Missing(body, "Commit", "message", "content") is { } missing)
            return missing;
        if (known && body["sha"] is null)
            return GitHubVendor.Error(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
        if (known && body["sha"]!.ToString() != Sha(content!))
            return GitHubVendor.Error(409, $"{path} does not match {body["sha"]}");

        files[path] = body["content"]!.ToString();
        var file = new JsonObject { ["path"] = path, ["sha"] = Sha(files[path]), ["html_url"] = "https://example.com/blob" };
        return Made($"commit {path}: {body["message"]}", new JsonObject { ["content"] = file, ["commit"] = new JsonObject { ["sha"] = "c0ffee" } }, known ? 200 : 201);
    }

    private VendorReply Made(string what, JsonObject? body, int status = 201)
    {
        Done.Add(what);
        return new VendorReply(body is null ? 204 : status, body ?? []);
    }

    private static VendorReply Page(VendorCall call, string baseUrl, JsonArray all, Func<JsonArray, JsonNode> wrap)
    {
        int size = int.Parse(call.Query("per_page") ?? FirstPageSize.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int page = int.Parse(call.Query("page") ?? "1", CultureInfo.InvariantCulture);
        var reply = new VendorReply(200, wrap([.. all.Skip((page - 1) * size).Take(size).Select(item => item!.DeepClone())]));
        string link = $"<{baseUrl}{call.Request.Path}?per_page={size}&page=";
        return page * size < all.Count ? reply.With("Link", $"{link}{page + 1}>; rel=\"next\", {link}{(all.Count + size - 1) / size}>; rel=\"last\"") : reply;
    }

    private static VendorReply? Missing(JsonObject body, string resource, params string[] names)
    {
        JsonNode[] missing = [.. names.Where(name => body[name] is null).Select(name => new JsonObject { ["resource"] = resource, ["field"] = name, ["code"] = "missing_field" })];
        return missing.Length == 0 ? null : GitHubVendor.Error(422, "Validation Failed", new JsonArray(missing));
    }

    private static string Sha(string content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)))[..40];

    private static bool TryParse(string text, out JsonObject body)
    {
        try
        {
            body = JsonNode.Parse(text) as JsonObject ?? [];
            return true;
        }
        catch (JsonException)
        {
            body = [];
            return false;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>Slack's Web API: tokens with scopes, errors within a 200, JSON or form bodies, cursors.</summary>
public sealed class SlackVendor : Vendor
{
    private const long EarliestSchedule = 1_700_000_000;

    private readonly Lock gate = new();
    private readonly List<(string Id, string Name, bool Archived)> channels =
        [("C0GENERAL", "general", false), ("C0RANDOM", "random", false), ("C0DEPLOYS", "deploys", false), ("C0OLD", "old", true)];

    private readonly Dictionary<string, string> messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> reactions = new(StringComparer.Ordinal);
    private int messageCount;

    private SlackVendor()
        : base("/api")
    {
    }

    /// <summary>Keys of another workspace than T0EXAMPLE: id and name, by key.</summary>
    public IDictionary<string, (string Id, string Name)> Workspaces { get; } = new Dictionary<string, (string Id, string Name)>(StringComparer.Ordinal);

    /// <summary>Texts of the messages that were posted, in order.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (gate)
                return [.. messages.Values];
        }
    }

    /// <summary>Starts the server.</summary>
    public static Task<SlackVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new SlackVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => Error("ratelimited", status: 429).With("Retry-After", "30");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        if (call.Credential is null)
            return Error("not_authed");
        if (call.Key is null)
            return Error("invalid_auth");
        if (call.Key.Revoked)
            return Error("token_revoked");

        VendorReply reply = Dispatch(call, call.Key);
        return reply.With("X-OAuth-Scopes", string.Join(',', call.Key.Scopes));
    }

    private VendorReply Dispatch(VendorCall call, VendorKey key)
    {
        if (Arguments(call) is not { } arguments)
            return Error("invalid_json");

        lock (gate)
        {
            return call.Request.Path switch
            {
                "/auth.test" => WhoAmI(key),
                "/chat.postMessage" => Needs(key, "chat:write") ?? Post(arguments),
                "/chat.update" => Needs(key, "chat:write") ?? Update(arguments),
                "/chat.scheduleMessage" => Needs(key, "chat:write") ?? Schedule(arguments),
                "/conversations.list" => Needs(key, "channels:read") ?? List(arguments),
                "/users.lookupByEmail" => Needs(key, "users:read.email") ?? Lookup(arguments),
                "/reactions.add" => Needs(key, "reactions:write") ?? React(arguments),
                _ => Error("unknown_method"),
            };
        }
    }

    private VendorReply WhoAmI(VendorKey key)
    {
        (string id, string name) = Workspaces.TryGetValue(key.Value, out (string Id, string Name) other) ? other : ("T0EXAMPLE", "Example Team");
        var body = new JsonObject
        {
            ["ok"] = true,
            ["url"] = "https://example-team.slack.com/",
            ["team"] = name,
            ["user"] = "deploybot",
            ["team_id"] = id,
            ["user_id"] = "U0EXAMPLE",
            ["is_enterprise_install"] = false,
        };
        if (key.Value.StartsWith("xoxb-", StringComparison.Ordinal))
            body["bot_id"] = "B0EXAMPLE";
        return new VendorReply(200, body);
    }

    private VendorReply Post(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return Error("channel_not_found");
        if (Text(arguments, "text") is not { Length: > 0 } text)
            return Error("no_text");
        if (arguments["blocks"] is { } blocks and not JsonArray && !IsJsonArray(blocks))
            return Error("invalid_blocks");

        string ts = (1_760_000_000 + ++messageCount).ToString(CultureInfo.InvariantCulture) + ".000100";
        messages[ts] = text;
        var message = new JsonObject { ["text"] = text, ["ts"] = ts };
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = ts, ["message"] = message });
    }

    private VendorReply Update(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return Error("channel_not_found");
        if (Text(arguments, "ts") is not { } ts || !messages.ContainsKey(ts))
            return Error("message_not_found");

        messages[ts] = Text(arguments, "text") ?? "";
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = ts, ["text"] = messages[ts] });
    }

    private VendorReply Schedule(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return Error("channel_not_found");
        if (!long.TryParse(Text(arguments, "post_at"), NumberStyles.None, CultureInfo.InvariantCulture, out long at))
            return Error("invalid_time");
        if (at < EarliestSchedule)
            return Error("time_in_past");

        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["scheduled_message_id"] = "Q0EXAMPLE", ["post_at"] = at });
    }

    private VendorReply List(JsonObject arguments)
    {
        bool all = Text(arguments, "exclude_archived") is not ("true" or "1");
        (string Id, string Name, bool Archived)[] shown = [.. channels.Where(channel => all || !channel.Archived)];
        if (Number(arguments, "limit", 100) is not (>= 1 and <= 1000 and var limit))
            return Error("invalid_limit");
        if (Number(arguments, "cursor", 0) is not { } start || start > shown.Length)
            return Error("invalid_cursor");

        int end = Math.Min(shown.Length, start + limit);
        JsonNode[] page = [.. shown[start..end].Select(item => new JsonObject { ["id"] = item.Id, ["name"] = item.Name, ["is_archived"] = item.Archived })];
        var paging = new JsonObject { ["next_cursor"] = end < shown.Length ? end.ToString(CultureInfo.InvariantCulture) : "" };
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channels"] = new JsonArray(page), ["response_metadata"] = paging });
    }

    private static VendorReply Lookup(JsonObject arguments) => Text(arguments, "email") == "ada@example.com"
        ? new VendorReply(200, new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["id"] = "U0ADA", ["name"] = "ada", ["deleted"] = false } })
        : Error("users_not_found");

    private VendorReply React(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return Error("channel_not_found");
        if (Text(arguments, "timestamp") is not { } ts || !messages.ContainsKey(ts))
            return Error("message_not_found");
        if (Text(arguments, "name") is not { Length: > 0 } name || name.Contains(':', StringComparison.Ordinal))
            return Error("invalid_name");

        return reactions.Add($"{channel}/{ts}/{name}") ? new VendorReply(200, new JsonObject { ["ok"] = true }) : Error("already_reacted");
    }

    private string? Channel(JsonObject arguments)
    {
        string? wanted = Text(arguments, "channel")?.TrimStart('#');
        return channels.Where(channel => channel.Id == wanted || channel.Name == wanted).Select(channel => channel.Id).FirstOrDefault();
    }

    private static VendorReply? Needs(VendorKey key, string scope)
    {
        if (key.Scopes.Contains(scope, StringComparer.Ordinal))
            return null;

        VendorReply error = Error("missing_scope");
        error.Body["needed"] = scope;
        error.Body["provided"] = string.Join(',', key.Scopes);
        return error.With("X-Accepted-OAuth-Scopes", scope);
    }

    private static VendorReply Error(string code, int status = 200) => new(status, new JsonObject { ["ok"] = false, ["error"] = code });

    // Slack reads arguments from the query, a form or a JSON object; any other body is as if there were none.
    private static JsonObject? Arguments(VendorCall call)
    {
        var result = new JsonObject();
        foreach ((string name, StringValues values) in QueryHelpers.ParseQuery(call.Request.Query).Concat(call.Form()))
            result[name] = values[0];
        if (call.ContentType != "application/json" || call.Request.Body.Length == 0)
            return result;

        try
        {
            return JsonNode.Parse(call.Request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject arguments, string name) => arguments[name] is JsonValue value ? value.ToString() : null;

    private static int? Number(JsonObject arguments, string name, int otherwise)
    {
        if (Text(arguments, name) is not { Length: > 0 } text)
            return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static bool IsJsonArray(JsonNode node)
    {
        try
        {
            return JsonNode.Parse(node.ToString()) is JsonArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>Channels, messages and people of the workspace at <see cref="SlackVendor"/>.</summary>
internal sealed class SlackWorkspace
{
    private const long EarliestSchedule = 1_700_000_000;

    private readonly List<(string Id, string Name, bool Archived)> channels =
        [("C0GENERAL", "general", false), ("C0RANDOM", "random", false), ("C0DEPLOYS", "deploys", false), ("C0OLD", "old", true)];

    private readonly HashSet<string> reactions = new(StringComparer.Ordinal);
    private int messageCount;

    /// <summary>Texts of the messages by timestamp, in order.</summary>
    public Dictionary<string, string> Messages { get; } = new(StringComparer.Ordinal);

    public VendorReply Post(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return SlackVendor.Error("channel_not_found");
        if (Text(arguments, "text") is not { Length: > 0 } text)
            return SlackVendor.Error("no_text");
        if (arguments["blocks"] is { } blocks and not JsonArray && !IsJsonArray(blocks))
            return SlackVendor.Error("invalid_blocks");

        string ts = (1_760_000_000 + ++messageCount).ToString(CultureInfo.InvariantCulture) + ".000100";
        Messages[ts] = text;
        var message = new JsonObject { ["text"] = text, ["ts"] = ts };
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = ts, ["message"] = message });
    }

    public VendorReply Update(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return SlackVendor.Error("channel_not_found");
        if (Text(arguments, "ts") is not { } ts || !Messages.ContainsKey(ts))
            return SlackVendor.Error("message_not_found");

        Messages[ts] = Text(arguments, "text") ?? "";
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = ts, ["text"] = Messages[ts] });
    }

    public VendorReply Schedule(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return SlackVendor.Error("channel_not_found");
        if (!long.TryParse(Text(arguments, "post_at"), NumberStyles.None, CultureInfo.InvariantCulture, out long at))
            return SlackVendor.Error("invalid_time");
        if (at < EarliestSchedule)
            return SlackVendor.Error("time_in_past");

        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = channel, ["scheduled_message_id"] = "Q0EXAMPLE", ["post_at"] = at });
    }

    public VendorReply List(JsonObject arguments)
    {
        bool all = Text(arguments, "exclude_archived") is not ("true" or "1");
        (string Id, string Name, bool Archived)[] shown = [.. channels.Where(channel => all || !channel.Archived)];
        if (Number(arguments, "limit", 100) is not (>= 1 and <= 1000 and var limit))
            return SlackVendor.Error("invalid_limit");
        if (Number(arguments, "cursor", 0) is not { } start || start > shown.Length)
            return SlackVendor.Error("invalid_cursor");

        int end = Math.Min(shown.Length, start + limit);
        JsonNode[] page = [.. shown[start..end].Select(item => new JsonObject { ["id"] = item.Id, ["name"] = item.Name, ["is_archived"] = item.Archived })];
        var paging = new JsonObject { ["next_cursor"] = end < shown.Length ? end.ToString(CultureInfo.InvariantCulture) : "" };
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channels"] = new JsonArray(page), ["response_metadata"] = paging });
    }

    public VendorReply History(JsonObject arguments)
    {
        if (Channel(arguments) is null)
            return SlackVendor.Error("channel_not_found");
        if (Number(arguments, "limit", 100) is not (>= 1 and <= 999 and var limit) || Number(arguments, "cursor", 0) is not { } start)
            return SlackVendor.Error("invalid_limit");

        (string Ts, string Text)[] newest = [.. Messages.Select(pair => (pair.Key, pair.Value)).Reverse()];
        JsonNode[] page = [.. newest.Skip(start).Take(limit).Select(item => new JsonObject { ["type"] = "message", ["ts"] = item.Ts, ["text"] = item.Text })];
        bool more = start + limit < newest.Length;
        var paging = new JsonObject { ["next_cursor"] = more ? (start + limit).ToString(CultureInfo.InvariantCulture) : "" };
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["messages"] = new JsonArray(page), ["has_more"] = more, ["response_metadata"] = paging });
    }

    public VendorReply Create(JsonObject arguments)
    {
        if (Text(arguments, "name") is not { Length: > 0 and <= 80 } name || name.Any(letter => char.IsUpper(letter) || char.IsWhiteSpace(letter)))
            return SlackVendor.Error("invalid_name_specials");
        if (channels.Exists(channel => channel.Name == name))
            return SlackVendor.Error("name_taken");

        string id = "C0NEW" + channels.Count.ToString(CultureInfo.InvariantCulture);
        channels.Add((id, name, false));
        return new VendorReply(200, new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = id, ["name"] = name } });
    }

    public static VendorReply Lookup(JsonObject arguments) => Text(arguments, "email") == "ada@example.com"
        ? new VendorReply(200, new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["id"] = "U0ADA", ["name"] = "ada", ["deleted"] = false } })
        : SlackVendor.Error("users_not_found");

    public VendorReply React(JsonObject arguments)
    {
        if (Channel(arguments) is not { } channel)
            return SlackVendor.Error("channel_not_found");
        if (Text(arguments, "timestamp") is not { } ts || !Messages.ContainsKey(ts))
            return SlackVendor.Error("message_not_found");
        if (Text(arguments, "name") is not { Length: > 0 } name || name.Contains(':', StringComparison.Ordinal))
            return SlackVendor.Error("invalid_name");

        return reactions.Add($"{channel}/{ts}/{name}") ? new VendorReply(200, new JsonObject { ["ok"] = true }) : SlackVendor.Error("already_reacted");
    }

    private string? Channel(JsonObject arguments)
    {
        string? wanted = Text(arguments, "channel")?.TrimStart('#');
        return channels.Where(channel => channel.Id == wanted || channel.Name == wanted).Select(channel => channel.Id).FirstOrDefault();
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

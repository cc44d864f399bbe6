using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>Slack's Web API: tokens with scopes, errors within a 200, JSON or form bodies, cursors; rotation, file uploads and incoming webhooks.</summary>
public sealed class SlackVendor : Vendor
{
    /// <summary>Client id of the app whose tokens rotate.</summary>
    public const string ClientId = "000000000000.EXAMPLE";

    /// <summary>Client secret of that app.</summary>
    public const string ClientSecret = "0123456789abcdefEXAMPLE";

    private readonly Lock gate = new();
    private readonly SlackWorkspace workspace = new();
    private readonly SlackFiles files = new();
    private readonly SlackRotation rotation;
    private readonly SlackWebhooks webhooks;

    private SlackVendor()
        : base("/api")
    {
        rotation = new SlackRotation(Known);
        webhooks = new SlackWebhooks(Known);
    }

    /// <summary>Keys of another workspace than T0EXAMPLE: id and name, by key.</summary>
    public IDictionary<string, (string Id, string Name)> Workspaces { get; } = new Dictionary<string, (string Id, string Name)>(StringComparer.Ordinal);

    /// <summary>For how many seconds rotating access tokens are given out; 12 hours by default.</summary>
    public int TokenLifetime { get; set; } = 43_200;

    /// <summary>Texts of the messages that were posted, in order.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (gate)
                return [.. workspace.Messages.Values];
        }
    }

    /// <summary>Texts that were posted through webhooks, in order.</summary>
    public IReadOnlyList<string> WebhookMessages
    {
        get
        {
            lock (gate)
                return [.. webhooks.Posted];
        }
    }

    /// <summary>Contents of the files that were shared, by name.</summary>
    public IReadOnlyDictionary<string, string> SharedFiles
    {
        get
        {
            lock (gate)
                return new Dictionary<string, string>(files.Shared, StringComparer.Ordinal);
        }
    }

    /// <summary>How many rotating access tokens were given out.</summary>
    public int TokensIssued
    {
        get
        {
            lock (gate)
                return rotation.Issued;
        }
    }

    /// <summary>Ends the time of every rotating access token.</summary>
    public void ExpireTokens()
    {
        lock (gate)
            rotation.Expire();
    }

    /// <summary>Starts the server.</summary>
    public static Task<SlackVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new SlackVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => Error("ratelimited", status: 429).With("Retry-After", "30");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        lock (gate)
        {
            string path = call.Request.Path;
            if (path == "/oauth.v2.access")
                return rotation.Exchange(call, TokenLifetime);
            if (path.StartsWith("/services/", StringComparison.Ordinal))
                return webhooks.Answer(call);
            if (path.StartsWith("/upload/v1/", StringComparison.Ordinal))
                return files.Take(call);
            if (call.Credential is null)
                return Error("not_authed");
            if ((call.Key ?? rotation.KeyOf(call.Credential)) is not { } key)
                return Error("invalid_auth");
            if (key.Revoked)
                return Error("token_revoked");

            VendorReply reply = rotation.IsExpired(call.Credential) ? Error("token_expired") : Dispatch(call, key);
            return reply.With("X-OAuth-Scopes", string.Join(',', key.Scopes));
        }
    }

    private VendorReply Dispatch(VendorCall call, VendorKey key)
    {
        if (Arguments(call) is not { } arguments)
            return Error("invalid_json");

        return call.Request.Path switch
        {
            "/auth.test" => WhoAmI(key),
            _ when IsApp(key) => call.Request.Path == "/apps.event.authorizations.list" ? Needs(key, "authorizations:read") ?? Authorizations(arguments) : Error("not_allowed_token_type"),
            "/chat.postMessage" => Needs(key, "chat:write") ?? workspace.Post(arguments),
            "/chat.update" => Needs(key, "chat:write") ?? workspace.Update(arguments),
            "/chat.scheduleMessage" => Needs(key, "chat:write") ?? workspace.Schedule(arguments),
            "/conversations.list" => Needs(key, "channels:read") ?? workspace.List(arguments),
            "/conversations.history" => Needs(key, "channels:history") ?? workspace.History(arguments),
            "/conversations.create" => Needs(key, "channels:manage") ?? workspace.Create(arguments),
            "/users.lookupByEmail" => Needs(key, "users:read.email") ?? SlackWorkspace.Lookup(arguments),
            "/reactions.add" => Needs(key, "reactions:write") ?? workspace.React(arguments),
            "/files.getUploadURLExternal" => Needs(key, "files:write") ?? (call.HasForm || call.Request.Method == "GET" ? files.Start(arguments) : Error("invalid_arguments")),
            "/files.completeUploadExternal" => Needs(key, "files:write") ?? files.Complete(arguments),
            _ => Error("unknown_method"),
        };
    }

    private static bool IsApp(VendorKey key) => key.Value.StartsWith("xapp-", StringComparison.Ordinal);

    private VendorReply WhoAmI(VendorKey key)
    {
        if (IsApp(key))
            return new VendorReply(200, new JsonObject { ["ok"] = true, ["app_name"] = "Deploy Bot", ["app_id"] = "A0EXAMPLE" });

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
        if (key.Value.Contains("xoxb-", StringComparison.Ordinal))
            body["bot_id"] = "B0EXAMPLE";
        return new VendorReply(200, body);
    }

    private static VendorReply Authorizations(JsonObject arguments) => arguments["event_context"]?.ToString() != "4-eventEXAMPLE"
        ? Error("invalid_event_context")
        : new VendorReply(200, new JsonObject { ["ok"] = true, ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = "T0EXAMPLE", ["user_id"] = "U0EXAMPLE", ["is_bot"] = true }) });

    private static VendorReply? Needs(VendorKey key, string scope)
    {
        if (key.Scopes.Contains(scope, StringComparer.Ordinal))
            return null;

        VendorReply error = Error("missing_scope");
        error.Body["needed"] = scope;
        error.Body["provided"] = string.Join(',', key.Scopes);
        return error.With("X-Accepted-OAuth-Scopes", scope);
    }

    internal static VendorReply Error(string code, int status = 200) => new(status, new JsonObject { ["ok"] = false, ["error"] = code });

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
}

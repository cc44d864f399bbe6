using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Tests.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Upstream;

/// <summary>
/// A ThorAPI server as the reference describes it, with its traps as switches. Accounts and modules are kept as text, so that a test can compare bytes. It saves whole objects, nulls what
/// a body omits, and encrypts whatever it is given, the mask included.
/// </summary>
internal sealed class ThorDouble : IAsyncDisposable
{
    public const string Token = "CANARY-upstream-token-8841";
    public const string Password = "CANARY-upstream-password-11d0";
    public const string Mask = "<ENCRYPTED_VALUE/>";

    private static readonly string[] Secure = ["password", "apiKey", "accountId"];

    private LocalProvider server = null!;

    public Uri Url => server.BaseUrl;

    public IReadOnlyList<RecordedRequest> Requests => server.Requests;

    /// <summary>Modules by id, as the very text that is sent.</summary>
    public SortedDictionary<string, string> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts by id, with their secrets in the open, as they are stored.</summary>
    public SortedDictionary<string, JsonObject> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Workflows and tasks by entity name, as the very texts that are sent; a list that is not here is answered with 404.</summary>
    public Dictionary<string, string[]> Others { get; } = new() { ["Workflow"] = [], ["Task"] = [] };

    /// <summary>The server's cap on a page.</summary>
    public int Cap { get; set; } = 1000;

    public bool IgnoresPages { get; set; }

    public bool SpringPages { get; set; }

    /// <summary>Whether lists without rows are answered with 404.</summary>
    public bool EmptyIsMissing { get; set; }

    /// <summary>Whether the user lacks VIEW_DECRYPTED: masks on read, also of what is empty, and secrets in a body are dropped in silence.</summary>
    public bool Hides { get; set; }

    /// <summary>Whether masks are shown only for what is set, as a careful server does.</summary>
    public bool HidesWhatIsSet { get; set; }

    public bool HasPatch { get; set; } = true;

    /// <summary>Whether a body without an id is saved as a new row.</summary>
    public bool NeedsIdInBody { get; set; } = true;

    public bool ETags { get; set; }

    /// <summary>Whether logging in works with <see cref="Password"/>.</summary>
    public string Valid { get; set; } = Token;

    public int Logins { get; private set; }

    /// <summary>Called before each request; an answer of its own ends it.</summary>
    public Func<HttpContext, string, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Called after a change was made and before it is answered.</summary>
    public Func<HttpContext, Task<bool>> Changed { get; set; } = _ => Task.FromResult(false);

    public static async Task<ThorDouble> StartAsync()
    {
        ThorDouble thor = new();
        thor.server = await LocalProvider.StartAsync(thor.AnswerAsync, TestContext.Current.CancellationToken);
        return thor;
    }

    public string AddModule(string className, string more = "")
    {
        string id = Guid.NewGuid().ToString();
        Modules[id] = $$"""{"id":"{{id}}","name":"{{className}} {{Modules.Count}}","className":"com.example.modules.{{className}}"{{more}}}""";
        return id;
    }

    public string AddAccount(string name, string? apiKey = null, bool verified = false)
    {
        string id = Guid.NewGuid().ToString();
        Accounts[id] = new JsonObject { ["id"] = id, ["accountName"] = name, ["apiKey"] = apiKey, ["password"] = null, ["accountId"] = null, ["status"] = "ready", ["verified"] = verified, ["xKept"] = JsonNode.Parse("1.50") };
        return id;
    }

    public static async Task<bool> AnswerAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
        return true;
    }

    /// <summary>Cuts the connection without an answer.</summary>
    public static Task<bool> DropAsync(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(true);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string body = server.Requests[^1].Body;
        string path = context.Request.Path.Value!;
        try
        {
            if (await Before(context, body))
                return;
            if (path == "/v1/auth/login")
            {
                Logins++;
                bool right = JsonNode.Parse(body)!["password"]!.GetValue<string>() == Password;
                await AnswerAsync(context, right ? 200 : 401, right ? $$"""{"token":"{{Valid}}","authenticatedPrincipal":"{\"username\":\"ann\"}"}""" : Error(401, "Bad credentials"));
            }
            else if (context.Request.Headers.Authorization != "Bearer " + Valid)
            {
                await AnswerAsync(context, 401, Error(401, "SESSION_EXPIRED"));
            }
            else if (path == "/v1/modules/metadata")
            {
                await AnswerAsync(context, 200, """[{ "moduleClass": "com.example.modules.QuayModule", "category": "Harbour" }]""");
            }
            else
            {
                await EntityAsync(context, path.Split('/')[2], path.Split('/').ElementAtOrDefault(3), body);
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // The other side has gone.
        }
    }

    public static string Error(int status, string message) => $$"""{"status":{{status}},"error":"Error","message":"{{message}}","timestamp":"2026-01-01T00:00:00.000+0000"}""";

    private async Task EntityAsync(HttpContext context, string type, string? id, string body)
    {
        if (type is not ("ExecModule" or "IntegrationAccount"))
        {
            if (Others.TryGetValue(type, out string[]? rows))
                await ListAsync(context, rows);
            else
                await AnswerAsync(context, 404, Error(404, "Not found"));
            return;
        }

        bool modules = type == "ExecModule";
        bool exists = id is not null && (modules ? Modules.ContainsKey(id) : Accounts.ContainsKey(id));
        switch (context.Request.Method)
        {
            case "GET" when id is null:
                await ListAsync(context, modules ? [.. Modules.Values] : [.. Accounts.Values.Where(account => Matches(context, account)).Select(Shown)]);
                break;
            case "POST" when !modules:
                JsonObject made = JsonNode.Parse(body)!.AsObject();
                string fresh = Guid.NewGuid().ToString();
                made["id"] = fresh;
                Accounts[fresh] = Sealed(made);
                await ChangedAsync(context, 201, Shown(made));
                break;
            case var _ when !exists:
                await AnswerAsync(context, 404, Error(404, "Not found"));
                break;
            case "GET":
                if (ETags)
                    context.Response.Headers.ETag = $"\"{Modules.GetValueOrDefault(id!)?.GetHashCode(StringComparison.Ordinal)}\"";
                await AnswerAsync(context, 200, modules ? Modules[id!] : Shown(Accounts[id!]));
                break;
            case "PUT" when modules:
                if (ETags && context.Request.Headers.IfMatch != $"\"{Modules[id!].GetHashCode(StringComparison.Ordinal)}\"")
                {
                    await AnswerAsync(context, 412, Error(412, "changed"));
                    break;
                }

                string saved = JsonNode.Parse(body)!["id"]?.GetValue<string>() ?? (NeedsIdInBody ? Guid.NewGuid().ToString() : id!);
                Modules[saved] = body;
                await ChangedAsync(context, 200, Modules[saved].Contains("\"id\"", StringComparison.Ordinal) ? body : body.Insert(1, $"\"id\":\"{saved}\","));
                break;
            case "PUT":
                Accounts[id!] = Sealed(JsonNode.Parse(body)!.AsObject());
                await ChangedAsync(context, 200, Shown(Accounts[id!]));
                break;
            case "PATCH" when HasPatch:
                await PatchAsync(context, id!, modules, JsonNode.Parse(body)!.AsObject());
                break;
            case "DELETE":
                Accounts.Remove(id!);
                Modules.Remove(id!);
                context.Response.StatusCode = 204;
                break;
            default:
                await AnswerAsync(context, 405, Error(405, "Request method is not supported"));
                break;
        }
    }

    private async Task PatchAsync(HttpContext context, string id, bool modules, JsonObject patch)
    {
        JsonObject target = modules ? JsonNode.Parse(Modules[id])!.AsObject() : Accounts[id];
        foreach ((string name, JsonNode? value) in patch)
        {
            if (!(Hides && Secure.Contains(name)))
                target[name] = value?.DeepClone();
        }

        if (modules)
            Modules[id] = target.ToJsonString();
        await ChangedAsync(context, 200, modules ? Modules[id] : Shown(target));
    }

    private async Task ChangedAsync(HttpContext context, int status, string body)
    {
        if (!await Changed(context))
            await AnswerAsync(context, status, body);
    }

    // A user without VIEW_DECRYPTED sets nothing, and a whole object blanks what is not set. Everyone else's mask becomes the secret.
    private JsonObject Sealed(JsonObject body)
    {
        foreach (string name in Secure)
        {
            if (Hides)
                body[name] = null;
            else if (!body.ContainsKey(name))
                body[name] = null;
        }

        return body;
    }

    private string Shown(JsonObject account)
    {
        JsonObject shown = account.DeepClone().AsObject();
        foreach (string name in Secure)
        {
            if (Hides)
                shown[name] = Mask;
            else if (HidesWhatIsSet && shown[name] is not null)
                shown[name] = Mask;
        }

        return shown.ToJsonString();
    }

    // The probe is a whole entity: "verified" is false unless it is named, and what is decoded twice and is no JSON is no filter.
    private static bool Matches(HttpContext context, JsonObject account)
    {
        if (context.Request.Query["example"].FirstOrDefault() is not { } text)
            return true;
        JsonObject? example;
        try
        {
            example = JsonNode.Parse(Uri.UnescapeDataString(text.Replace('+', ' '))) as JsonObject;
        }
        catch (JsonException)
        {
            example = [];
        }

        if (example?.ContainsKey("verified") == false && account["verified"]?.GetValue<bool>() == true)
            return false;
        return example?["accountName"]?.GetValue<string>() is not { } name || account["accountName"]!.GetValue<string>().Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    private async Task ListAsync(HttpContext context, string[] rows)
    {
        int page = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        int size = Math.Min(Cap, int.Parse(context.Request.Query["size"].FirstOrDefault() ?? "20", System.Globalization.CultureInfo.InvariantCulture));
        string[] shown = IgnoresPages ? rows : [.. rows.Skip(page * size).Take(size)];
        if (EmptyIsMissing && shown.Length == 0)
            await AnswerAsync(context, 404, Error(404, "None found"));
        else if (SpringPages)
            await AnswerAsync(context, 200, $$"""{"content":[{{string.Join(',', shown)}}],"last":{{((page + 1) * size >= rows.Length ? "true" : "false")}},"number":{{page}}}""");
        else
            await AnswerAsync(context, 200, $"[{string.Join(',', shown)}]");
    }
}

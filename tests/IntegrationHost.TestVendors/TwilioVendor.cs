using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>
/// Twilio's APIs on one address: accounts, messages and calls under <c>/2010-04-01</c>, Verify, Lookup and the token endpoint of OAuth apps beside them.
/// Keys are given out as <c>AC...:token</c>, <c>SK...:secret</c> or <c>OQ...:secret</c>; one with the scope <c>restricted</c> may read nothing.
/// </summary>
public sealed class TwilioVendor : Vendor
{
    private const string Restricted = "restricted";

    private readonly Lock gate = new();
    private readonly List<JsonObject> messages = [];
    private readonly Dictionary<string, string> accessTokens = new(StringComparer.Ordinal);
    private int count;

    private TwilioVendor()
        : base("/2010-04-01")
    {
    }

    /// <summary>The account that all keys belong to.</summary>
    public static string AccountSid { get; } = "AC" + new string('0', 32);

    /// <summary>Its Verify service.</summary>
    public static string ServiceSid { get; } = "VA" + new string('0', 32);

    /// <summary>Its own token, as the account's body repeats it to whoever may read it.</summary>
    public const string EchoedToken = "0badc0de0badc0deEXAMPLE";

    /// <summary><c>active</c> by default, or <c>suspended</c> or <c>closed</c>.</summary>
    public string AccountStatus { get; set; } = "active";

    /// <summary><c>Full</c> by default, or <c>Trial</c>.</summary>
    public string AccountType { get; set; } = "Full";

    /// <summary>Texts of the messages that were sent, in order.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (gate)
                return [.. messages.Select(message => message["body"]!.ToString())];
        }
    }

    /// <summary>How often a token was asked for and given.</summary>
    public int Exchanges => accessTokens.Count;

    /// <summary>Starts the server.</summary>
    public static Task<TwilioVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new TwilioVendor(), cancellationToken);

    /// <summary>Makes every access token worthless, as time does.</summary>
    public void ExpireTokens()
    {
        lock (gate)
        {
            foreach (string token in accessTokens.Keys.ToArray())
                accessTokens[token] = "";
        }
    }

    /// <inheritdoc/>
    private protected override string? PresentedKey(IHeaderDictionary headers)
    {
        string authorization = headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
            return BasicPair(authorization);

        lock (gate)
            return accessTokens.GetValueOrDefault(authorization["Bearer ".Length..], "unknown");
    }

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => Error(429, 20429, "Too many requests").With("Retry-After", "3");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        lock (gate)
        {
            if (call.Operation == "POST /v2/token")
                return Exchange(call.Form());
            if (call.Key is null or { Revoked: true })
                return Error(401, 20003, "Authenticate");

            bool isKey = call.Key.Value.StartsWith("SK", StringComparison.Ordinal);
            // A standard key may not read accounts, and is told so as if it were wrong.
            if (isKey && call.Request.Path == $"/Accounts/{AccountSid}.json")
                return Error(401, 20003, "Authenticate");
            if (call.Key.Scopes.Contains(Restricted, StringComparer.Ordinal))
                return Error(401, 70051, "Authorization Failed");

            return Dispatch(call);
        }
    }

    private VendorReply Dispatch(VendorCall call) => Operation(call) switch
    {
        "GET .json" => WhoAmI(),
        "GET /Balance.json" => new VendorReply(200, new JsonObject { ["account_sid"] = AccountSid, ["balance"] = "12.50", ["currency"] = "EUR" }),
        "GET /Messages.json" => Page(call, "messages", messages),
        "POST /Messages.json" => Send(call),
        "POST /Calls.json" => Dial(call),
        "GET /IncomingPhoneNumbers.json" => Page(call, "incoming_phone_numbers", [.. Enumerable.Range(1, 3).Select(Number)]),
        "GET /v2/Services" => Services(),
        "POST /v2/Services/SID/Verifications" => Verify(call.Form()),
        "POST /v2/Services/SID/VerificationCheck" => Check(call.Form()),
        var other => other.StartsWith("GET /v2/PhoneNumbers/", StringComparison.Ordinal)
            ? Lookup(call, Uri.UnescapeDataString(other["GET /v2/PhoneNumbers/".Length..]))
            : Error(404, 20404, $"The requested resource {call.Request.Path} was not found"),
    };

    private static string Operation(VendorCall call) =>
        call.Operation.Replace("/Accounts/" + AccountSid, "", StringComparison.Ordinal).Replace(ServiceSid, "SID", StringComparison.Ordinal);

    private VendorReply Exchange(Dictionary<string, StringValues> form)
    {
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            return Error(400, 322403, "Bad Request");
        if (Known($"{form.GetValueOrDefault("client_id")}:{form.GetValueOrDefault("client_secret")}") is not { Revoked: false } app)
            return Error(401, 322402, "Invalid credentials");

        string token = $"access-{accessTokens.Count + 1}-EXAMPLE";
        accessTokens[token] = app.Value;
        return new VendorReply(200, new JsonObject { ["access_token"] = token, ["id_token"] = null, ["token_type"] = "Bearer", ["expires_in"] = 3600, ["refresh_token"] = null });
    }

    private VendorReply WhoAmI() => new(200, new JsonObject
    {
        ["sid"] = AccountSid,
        ["friendly_name"] = "Example Account",
        ["status"] = AccountStatus,
        ["type"] = AccountType,
        ["auth_token"] = EchoedToken,
        ["owner_account_sid"] = AccountSid,
        ["uri"] = $"/2010-04-01/Accounts/{AccountSid}.json",
    });

    private static VendorReply Services()
    {
        var service = new JsonObject { ["sid"] = ServiceSid, ["account_sid"] = AccountSid, ["friendly_name"] = "Sign-in" };
        return new VendorReply(200, new JsonObject { ["services"] = new JsonArray(service), ["meta"] = new JsonObject { ["key"] = "services", ["page"] = 0, ["page_size"] = 1, ["next_page_url"] = null } });
    }

    private VendorReply Send(VendorCall call)
    {
        Dictionary<string, StringValues> form = call.Form();
        if (!form.TryGetValue("To", out StringValues to))
            return Error(400, 21604, "A 'To' phone number is required.");
        if (!IsAddress(to!))
            return Error(400, 21211, "Invalid 'To' Phone Number");
        if (!form.ContainsKey("From") && !form.ContainsKey("MessagingServiceSid"))
            return Error(400, 21603, "A 'From' phone number is required.");
        if (!form.ContainsKey("Body") && !form.ContainsKey("MediaUrl") && !form.ContainsKey("ContentSid"))
            return Error(400, 21619, "A text message body or media urls must be specified.");

        var message = new JsonObject
        {
            ["sid"] = Sid("SM"),
            ["to"] = to.ToString(),
            ["from"] = form.GetValueOrDefault("From").ToString(),
            ["body"] = form.GetValueOrDefault("Body").ToString(),
            ["num_media"] = form.GetValueOrDefault("MediaUrl").Count.ToString(CultureInfo.InvariantCulture),
            ["num_segments"] = "1",
            ["status"] = form.ContainsKey("SendAt") ? "scheduled" : "queued",
            ["error_code"] = null,
        };
        messages.Add(message);
        return new VendorReply(201, message.DeepClone());
    }

    private VendorReply Dial(VendorCall call)
    {
        Dictionary<string, StringValues> form = call.Form();
        if (!form.ContainsKey("Url") && !form.ContainsKey("Twiml"))
            return Error(400, 21205, "Url is not valid");
        return new VendorReply(201, new JsonObject { ["sid"] = Sid("CA"), ["to"] = form.GetValueOrDefault("To").ToString(), ["status"] = "queued", ["direction"] = "outbound-api" });
    }

    private VendorReply Verify(Dictionary<string, StringValues> form) => form.TryGetValue("To", out StringValues to) && form.TryGetValue("Channel", out StringValues channel)
        ? new VendorReply(201, new JsonObject { ["sid"] = Sid("VE"), ["to"] = to.ToString(), ["channel"] = channel.ToString(), ["status"] = "pending", ["valid"] = false })
        : Error(400, 60200, "Invalid parameter");

    private VendorReply Check(Dictionary<string, StringValues> form)
    {
        if (!form.ContainsKey("To") && !form.ContainsKey("VerificationSid"))
            return Error(404, 20404, "The requested resource was not found");

        bool right = form.GetValueOrDefault("Code") == "123456";
        return new VendorReply(200, new JsonObject { ["sid"] = Sid("VE"), ["status"] = right ? "approved" : "pending", ["valid"] = right });
    }

    private static VendorReply Lookup(VendorCall call, string number)
    {
        bool valid = number.StartsWith('+') && number.Length > 7;
        var body = new JsonObject { ["phone_number"] = number, ["valid"] = valid, ["country_code"] = valid ? "DE" : null, ["national_format"] = number };
        if (call.Query("Fields") is { } fields && fields.Contains("line_type_intelligence", StringComparison.Ordinal))
            body["line_type_intelligence"] = new JsonObject { ["type"] = "mobile", ["carrier_name"] = "Example" };
        return new VendorReply(200, body);
    }

    private static VendorReply Page(VendorCall call, string name, List<JsonObject> all)
    {
        if (!int.TryParse(call.Query("PageSize") ?? "50", NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size is < 1 or > 1000)
            return Error(400, 20001, "PageSize is not valid");

        int page = int.Parse(call.Query("Page") ?? "0", CultureInfo.InvariantCulture);
        if (page > 0 && call.Query("PageToken") != "PT" + page.ToString(CultureInfo.InvariantCulture))
            return Error(400, 20006, "Invalid PageToken");

        JsonNode[] items = [.. all.Skip(page * size).Take(size).Select(item => item.DeepClone())];
        bool more = (page + 1) * size < all.Count;
        string path = $"/2010-04-01{call.Request.Path}?PageSize={size}&Page=";
        return new VendorReply(200, new JsonObject
        {
            [name] = new JsonArray(items),
            ["page"] = page,
            ["page_size"] = size,
            ["start"] = page * size,
            ["end"] = page * size + items.Length - 1,
            ["uri"] = $"{path}{page}",
            ["first_page_uri"] = $"{path}0",
            ["next_page_uri"] = more ? $"{path}{page + 1}&PageToken=PT{page + 1}" : null,
            ["previous_page_uri"] = page > 0 ? $"{path}{page - 1}&PageToken=PT{page - 1}" : null,
        });
    }

    private static JsonObject Number(int at) => new() { ["sid"] = $"PN{at:D32}", ["phone_number"] = $"+4915550000{at:D3}", ["friendly_name"] = $"Line {at}", ["status"] = "in-use" };

    private static bool IsAddress(string to) => to.Contains(':', StringComparison.Ordinal) || (to.StartsWith('+') && to.Length > 7);

    private string Sid(string prefix) => prefix + (++count).ToString("D32", CultureInfo.InvariantCulture);

    private static VendorReply Error(int status, int code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["message"] = message, ["more_info"] = $"https://www.twilio.com/docs/errors/{code}", ["status"] = status });
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>
/// Stripe's API: secret keys that may do everything, restricted keys with permissions (<c>rak_balance_read</c>), organization keys that must name an account,
/// form bodies, idempotent POSTs, connected accounts.
/// </summary>
public sealed class StripeVendor : Vendor
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Request, VendorReply Reply)> replays = new(StringComparer.Ordinal);
    private readonly List<string> idempotencyKeys = [];
    private readonly StripeBilling billing;
    private int count;

    private StripeVendor()
        : base("/v1") => billing = new StripeBilling(Made);

    /// <summary>Accounts that the headers <c>Stripe-Account</c> and <c>Stripe-Context</c> may name.</summary>
    public IList<string> ConnectedAccounts { get; } = new List<string> { "acct_CONNECTED" };

    /// <summary>Idempotency keys in the order of the POSTs that carried them.</summary>
    public IReadOnlyList<string> IdempotencyKeys
    {
        get
        {
            lock (gate)
                return [.. idempotencyKeys];
        }
    }

    /// <summary>How many objects were made; replays make none.</summary>
    public int ObjectsMade => count;

    /// <summary>Starts the server.</summary>
    public static Task<StripeVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new StripeVendor(), cancellationToken);

    /// <inheritdoc/>
    private protected override VendorReply TooMany() =>
        Error(429, "Too many requests hit the API too quickly.", "rate_limit").With("Retry-After", "2").With("Stripe-Should-Retry", "true");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        if (call.Credential is null)
            return Error(401, "You did not provide an API key.");
        if (call.Credential.StartsWith("pk_", StringComparison.Ordinal))
            return Error(403, "This API call cannot be made with a publishable API key. Please use a secret API key.", "secret_key_required");
        if (call.Key is null or { Revoked: true })
            return Error(401, "Invalid API Key provided: " + Masked(call.Credential));
        if (IsOrganization(call.Key) && (call.Header("Stripe-Context") is null || call.Header("Stripe-Version") is null))
            return Error(400, "Organization API keys need the headers Stripe-Context and Stripe-Version.");
        if (Account(call) is { } account && !ConnectedAccounts.Contains(account))
            return Error(403, "The provided key does not have access to that account (or that account does not exist).", "account_invalid");

        lock (gate)
        {
            VendorReply reply = call.Request.Method == "POST" ? Once(call) : Dispatch(call, call.Key);
            return reply.With("Request-Id", "req_EXAMPLE").With("Stripe-Version", call.Header("Stripe-Version") ?? "2020-01-01");
        }
    }

    // A repeated key gives the first answer again; with other parameters it is a fault of the caller's.
    private VendorReply Once(VendorCall call)
    {
        if (call.Request.Body.Length > 0 && !call.HasForm)
            return Error(400, "Invalid request (check that your POST content type is application/x-www-form-urlencoded).");
        if (call.Header("Idempotency-Key") is not { } idempotencyKey)
            return Dispatch(call, call.Key!);

        idempotencyKeys.Add(idempotencyKey);
        string request = call.Operation + " " + call.Request.Body;
        if (replays.TryGetValue(idempotencyKey, out (string Request, VendorReply Reply) known))
        {
            return known.Request == request
                ? known.Reply.With("Idempotent-Replayed", "true")
                : Error(400, "Keys for idempotent requests can only be used with the same parameters they were first used with.", type: "idempotency_error");
        }

        VendorReply reply = Dispatch(call, call.Key!);
        replays.Add(idempotencyKey, (request, reply));
        return reply;
    }

    private VendorReply Dispatch(VendorCall call, VendorKey key) => call.Operation switch
    {
        "GET /account" => Needs(key, "rak_accounts_kyc_basic_read") ?? WhoAmI(call),
        "GET /balance" => Needs(key, "rak_balance_read") ?? new VendorReply(200, new JsonObject { ["object"] = "balance", ["livemode"] = IsLive(key) }),
        "GET /prices" => Needs(key, "rak_plan_read") ?? Prices(call),
        "POST /checkout/sessions" => Needs(key, "rak_checkout_session_write") ?? Checkout(call.Form()),
        "POST /payment_intents" => Needs(key, "rak_payment_intent_write") ?? Pay(call.Form()),
        "POST /customers" => Needs(key, "rak_customer_write") ?? Made("cus", "customer", call.Form()),
        "POST /refunds" => Needs(key, "rak_charge_write") ?? Refund(call.Form()),
        "POST /subscriptions" => Needs(key, "rak_subscription_write") ?? Subscribe(call.Form()),
        _ when StripeBilling.Permission(call) is { } permission => Needs(key, permission) ?? billing.Answer(call),
        _ => Error(404, "Unrecognized request URL.", "resource_missing"),
    };

    // The context of an account within a platform is the whole way to it.
    private static string? Account(VendorCall call) => (call.Header("Stripe-Context") ?? call.Header("Stripe-Account"))?.Split('/')[^1];

    private static VendorReply WhoAmI(VendorCall call) => new(200, new JsonObject
    {
        ["id"] = Account(call) ?? "acct_EXAMPLE",
        ["object"] = "account",
        ["business_profile"] = new JsonObject { ["name"] = "Example Shop" },
        ["country"] = "DE",
        ["default_currency"] = "eur",
        ["charges_enabled"] = true,
    });

    private static VendorReply Prices(VendorCall call)
    {
        int limit = int.TryParse(call.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 10;
        if (limit is < 1 or > 100)
            return Error(400, "Invalid limit.", "parameter_invalid_integer");

        string[] ids = ["price_1", "price_2", "price_3"];
        string[] rest = [.. ids.SkipWhile(id => call.Query("starting_after") is { } after && string.CompareOrdinal(id, after) <= 0)];
        JsonNode[] page = [.. rest.Take(limit).Select(id => new JsonObject { ["id"] = id, ["object"] = "price", ["active"] = true })];
        return new VendorReply(200, new JsonObject { ["object"] = "list", ["data"] = new JsonArray(page), ["has_more"] = rest.Length > limit });
    }

    private VendorReply Checkout(Dictionary<string, StringValues> form)
    {
        string mode = form.GetValueOrDefault("mode").ToString();
        if (mode is not ("payment" or "subscription" or "setup"))
            return Error(400, "Invalid mode.", "parameter_invalid_string_empty");
        if (!form.ContainsKey("success_url"))
            return Missing("success_url");
        if (mode != "setup" && !form.Keys.Any(name => name.StartsWith("line_items[0][price", StringComparison.Ordinal)))
            return Missing("line_items");

        VendorReply reply = Made("cs_test", "checkout.session", form);
        reply.Body["url"] = "https://checkout.stripe.com/c/pay/" + reply.Body["id"];
        reply.Body["status"] = "open";
        return reply;
    }

    private VendorReply Pay(Dictionary<string, StringValues> form)
    {
        if (!form.TryGetValue("amount", out StringValues amount))
            return Missing("amount");
        if (!int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return Error(400, "Invalid integer.", "parameter_invalid_integer");
        if (!form.ContainsKey("currency"))
            return Missing("currency");
        if (form.GetValueOrDefault("payment_method") == "pm_card_chargeDeclined" && form.GetValueOrDefault("confirm") == "true")
            return Error(402, "Your card was declined.", "card_declined", "card_error");

        VendorReply reply = Made("pi", "payment_intent", form);
        reply.Body["status"] = form.GetValueOrDefault("confirm") == "true" ? "succeeded" : "requires_payment_method";
        reply.Body["client_secret"] = reply.Body["id"] + "_secret_EXAMPLE";
        return reply;
    }

    private VendorReply Refund(Dictionary<string, StringValues> form)
    {
        if (!form.ContainsKey("payment_intent"))
            return Missing("payment_intent");

        VendorReply reply = Made("re", "refund", form);
        reply.Body["status"] = "succeeded";
        reply.Body["amount"] = int.TryParse(form.GetValueOrDefault("amount"), NumberStyles.None, CultureInfo.InvariantCulture, out int amount) ? amount : 1000;
        return reply;
    }

    private VendorReply Subscribe(Dictionary<string, StringValues> form)
    {
        if (!form.ContainsKey("customer"))
            return Missing("customer");
        if (!form.ContainsKey("items[0][price]"))
            return Missing("items");

        VendorReply reply = Made("sub", "subscription", form);
        reply.Body["status"] = "active";
        reply.Body["latest_invoice"] = "in_EXAMPLE";
        return reply;
    }

    private VendorReply Made(string prefix, string type, Dictionary<string, StringValues> form)
    {
        count++;
        var metadata = new JsonObject();
        foreach ((string name, StringValues values) in form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)))
            metadata[name["metadata[".Length..^1]] = values[0];
        string id = $"{prefix}_{count:D4}";
        return new VendorReply(200, new JsonObject { ["id"] = id, ["object"] = type, ["created"] = 1_760_000_000 + count, ["metadata"] = metadata });
    }

    private static VendorReply? Needs(VendorKey key, string permission) =>
        key.Value.StartsWith("sk_", StringComparison.Ordinal) || key.Scopes.Contains(permission, StringComparer.Ordinal)
            ? null
            : Error(403, $"The key '{Masked(key.Value)}' lacks permissions. Having the '{permission}' permission would allow this request to continue.");

    private static bool IsOrganization(VendorKey key) => key.Value.StartsWith("sk_org_", StringComparison.Ordinal);

    private static bool IsLive(VendorKey key) => key.Value.Contains("_live_", StringComparison.Ordinal);

    internal static VendorReply Missing(string parameter)
    {
        VendorReply reply = Error(400, $"Missing required param: {parameter}.", "parameter_missing");
        reply.Body["error"]!["param"] = parameter;
        return reply;
    }

    internal static VendorReply Error(int status, string message, string? code = null, string type = "invalid_request_error")
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type };
        if (code is not null)
            error["code"] = code;
        return new VendorReply(status, new JsonObject { ["error"] = error });
    }

    private static string Masked(string key) => key.Length < 12 ? "****" : key[..8] + "****" + key[^4..];
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>Invoices and usage at <see cref="StripeVendor"/>.</summary>
/// <param name="make">Makes an object of a prefix and type from a form.</param>
internal sealed class StripeBilling(Func<string, string, Dictionary<string, StringValues>, VendorReply> make)
{
    private readonly Dictionary<string, JsonNode> invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> waiting = new(StringComparer.Ordinal);

    /// <summary>The permission a restricted key needs for a call; <c>null</c> for a call that is not of billing.</summary>
    public static string? Permission(VendorCall call) => call.Operation switch
    {
        "POST /invoiceitems" or "POST /invoices" => "rak_invoice_write",
        "POST /billing/meter_events" => "rak_billing_meter_event_write",
        { } operation when operation.StartsWith("POST /invoices/", StringComparison.Ordinal) && operation.EndsWith("/finalize", StringComparison.Ordinal) => "rak_invoice_write",
        _ => null,
    };

    /// <summary>The answer to a call of billing.</summary>
    public VendorReply Answer(VendorCall call)
    {
        Dictionary<string, StringValues> form = call.Form();
        return call.Request.Path switch
        {
            "/invoiceitems" => Item(form),
            "/invoices" => Draft(form),
            "/billing/meter_events" => Count(form),
            _ => Finalize(call.Request.Path.Split('/')[2]),
        };
    }

    private VendorReply Item(Dictionary<string, StringValues> form)
    {
        if (!form.TryGetValue("customer", out StringValues customer))
            return StripeVendor.Missing("customer");
        if (!long.TryParse(form.GetValueOrDefault("amount"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long amount))
            return StripeVendor.Missing("amount");

        waiting[customer.ToString()] = waiting.GetValueOrDefault(customer.ToString()) + amount;
        VendorReply reply = make("ii", "invoiceitem", form);
        reply.Body["invoice"] = form.TryGetValue("invoice", out StringValues invoice) ? invoice.ToString() : null;
        return reply;
    }

    private VendorReply Draft(Dictionary<string, StringValues> form)
    {
        if (!form.TryGetValue("customer", out StringValues customer))
            return StripeVendor.Missing("customer");
        if (form.GetValueOrDefault("collection_method") == "send_invoice" && !form.ContainsKey("days_until_due") && !form.ContainsKey("due_date"))
            return StripeVendor.Error(400, "When sending an invoice you must provide days_until_due or due_date.", "parameter_missing");

        bool include = form.GetValueOrDefault("pending_invoice_items_behavior") == "include";
        VendorReply reply = make("in", "invoice", form);
        reply.Body["status"] = "draft";
        reply.Body["amount_due"] = include && waiting.Remove(customer.ToString(), out long amount) ? amount : 0;
        reply.Body["hosted_invoice_url"] = null;
        invoices[reply.Body["id"]!.ToString()] = reply.Body;
        return reply;
    }

    private VendorReply Finalize(string id)
    {
        if (!invoices.TryGetValue(id, out JsonNode? invoice))
            return StripeVendor.Error(404, "No such invoice.", "resource_missing");
        if (invoice["status"]!.ToString() != "draft")
            return StripeVendor.Error(400, "This invoice is already finalized.", "invoice_not_editable");

        JsonNode final = invoice.DeepClone();
        final["status"] = (long)final["amount_due"]! == 0 ? "paid" : "open";
        final["hosted_invoice_url"] = "https://invoice.stripe.com/i/" + id;
        invoices[id] = final;
        return new VendorReply(200, final);
    }

    private static VendorReply Count(Dictionary<string, StringValues> form)
    {
        if (!form.TryGetValue("event_name", out StringValues name))
            return StripeVendor.Missing("event_name");
        if (!form.ContainsKey("payload[stripe_customer_id]") || !form.ContainsKey("payload[value]"))
            return StripeVendor.Missing("payload");
        if (name != "tokens_used")
            return StripeVendor.Error(400, "No active meter found for this event name.", "no_meter");

        string identifier = form.TryGetValue("identifier", out StringValues given) ? given.ToString() : "mev-EXAMPLE";
        return new VendorReply(200, new JsonObject
        {
            ["object"] = "billing.meter_event",
            ["event_name"] = name.ToString(),
            ["identifier"] = identifier,
            ["created"] = 1_760_000_000,
        });
    }
}

using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>A fake host with something of everything: for the screens.</summary>
internal static class SampleHost
{
    public static FakeHost Make(TimeProvider time)
    {
        FakeHost host = new(time);
        TimeSpan hour = TimeSpan.FromHours(1);
        VerdictReport limited = host.Verdict("RateLimited", "The provider asks to wait 30 s.", TimeSpan.FromMinutes(4));
        host.AddAccount("a1", "OPENAI", "openai", "production", host.Verdict("Valid", "The key works.", 2 * hour, identity: "Acme Research"));
        host.AddAccount("a2", "STRIPE", "stripe", "production", host.Verdict("Insufficient", "The key works but may not write refunds.", 26 * hour, ["charges:read"], ["refunds:write"], TimeSpan.FromDays(9), "acct_Acme"));
        host.AddAccount("a3", "STRIPE_EU", "stripe", "staging", host.Verdict("Invalid", "Stripe refused the key: make a new one.", TimeSpan.FromMinutes(40)));
        host.AddAccount("a4", "GITHUB", "github", "production", host.Verdict("Valid", "The token works.", 3 * hour, ["repo", "workflow"], expires: TimeSpan.FromDays(40), identity: "acme-bot"));
        host.AddAccount("a5", "HUBSPOT", "hubspot", "production", host.Verdict("Valid", "The token works.", 50 * hour, identity: "Acme CRM"), attempt: limited);
        host.AddAccount("a6", "MAILTRAP_PRIMARY", "mailtrap", "development", null);
        host.AddAccount("a7", "VAULT", "vault", "production", host.Verdict("Valid", "The token works.", 72 * hour, expires: -hour, identity: "approle/ci"));
        host.AddAccount("a8", "LEGACY_CRM", null, "", null, problem: "no active plugin knows its provider: add the plugin or delete the account");
        host.Find("a2", new FindingReport("ExpiresSoon", "Warning", "The credential expires on 2026-09-24 12:00 UTC: replace it before then."));
        host.AddModule(new FakeModule("m01", "Post message", "Release notes", "slack", MissingScope: "chat:write"));
        host.AddModule(new FakeModule("m02", "Upload file", "Release notes", "slack", MissingScope: "files:write"));
        host.AddModule(new FakeModule("m03", "Find channel", "On-call handover", "slack"));
        host.AddModule(new FakeModule("m04", "Create payment", "Checkout", "stripe", "a2"));
        host.AddModule(new FakeModule("m05", "Refund payment", "Checkout", "stripe", "a2", "refunds:write"));
        host.AddModule(new FakeModule("m06", "List invoices", "Month end", "stripe", "a3"));
        host.AddModule(new FakeModule("m07", "Summarise ticket", "Support triage", "openai", "a1"));
        host.AddModule(new FakeModule("m08", "Classify ticket", "Support triage", "openai", "a1"));
        host.AddModule(new FakeModule("m09", "Open issue", "Support triage", "github", "a4"));
        host.AddModule(new FakeModule("m10", "Send digest", "Weekly report", "mailtrap", "a6"));
        host.AddModule(new FakeModule("m11", "Send text", "On-call handover", "twilio"));
        host.AddModule(new FakeModule("m12", "Upsert contact", "Lead intake", "hubspot", "a5"));
        host.AddModule(new FakeModule("m13", "Fax order", "Lead intake", null));
        return host;
    }
}

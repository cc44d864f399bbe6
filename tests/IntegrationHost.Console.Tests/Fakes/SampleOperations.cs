using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>Something of everything that the pages about the host itself show.</summary>
internal static class SampleOperations
{
    public static FakeHost Make(TimeProvider time)
    {
        FakeHost host = SampleHost.Make(time);
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan minute = TimeSpan.FromMinutes(1);
        host.Slots.Add(new KeySlotInfo("keyfile", "keyfile", "hkdf-sha256", now.AddDays(-30), "~/.config/integration-host/keys/default.key"));
        host.Slots.Add(new KeySlotInfo("passphrase", "passphrase", "argon2id, 64 MiB, 3 passes", now.AddDays(-2), ""));
        host.Tokens.Add(new TokenSummary("a1b2c3", "laptop", "p1", "alice", ["accounts:read", "accounts:use"], now.AddDays(-3), now.AddDays(27), null));
        host.Tokens.Add(new TokenSummary("d4e5f6", "deploy", "p2", "robot", ["accounts:use"], now.AddDays(-40), now.AddDays(-10), null));
        host.Tokens.Add(new TokenSummary("g7h8i9", "old laptop", "p1", "alice", ["accounts:read"], now.AddDays(-9), now.AddDays(21), now.AddDays(-1)));
        host.Principals.Add(new PrincipalSummary("p1", "alice", ["operators"], true, now.AddDays(-60), now.AddDays(-3)));
        host.Principals.Add(new PrincipalSummary("p2", "robot", [], false, now.AddDays(-60), now.AddDays(-5)));
        host.AddEvent("system", "store.opened", "store", "", "ok", 600 * minute);
        host.AddEvent("local", "account.created", "account", "a1", "ok", 90 * minute, ("fields", "apiKey"));
        host.AddEvent("token:a1b2c3", "secret.used", "account", "a1", "intent", 9 * minute, ("purpose", "verify"));
        host.AddEvent("token:a1b2c3", "secret.used", "account", "a1", "ok", 9 * minute, ("verdict", "Valid"));
        host.AddEvent("token:d4e5f6", "account.read", "account", "a2", "denied", minute, ("reason", "no READ"));
        host.Plugins =
        [
            Plugin("slack", ["slack"], "1.4.0", "curated", "Active", ""),
            Plugin("stripe", ["stripe"], "1.2.0", "curated", "Active", ""),
            Plugin("acme", [], "2.0.0", "dropped", "Untrusted", "It waits for approval: nothing of it has run."),
            Plugin("legacy-crm", [], "0.9.0", "community", "Incompatible", "It was built for contract 2.0; this host has 1.2. Build it against 1.x."),
        ];
        host.Upstream = new UpstreamStatus
        {
            State = "stale",
            Address = "https://api.example.com",
            Login = "token",
            LastSyncAt = now.AddHours(-3),
            LastAttemptAt = now.AddMinutes(-2),
            Problem = new UpstreamProblem("unreachable", "The upstream did not answer within 10 s: it is tried again every minute.", now.AddMinutes(-2)),
            Modules = 13,
            Accounts = 7,
            MetadataModules = 114,
            OpenLinks = [new UpstreamOpenLink("m01", "Post message", "a1", "the upstream was away", now.AddMinutes(-20))],
            OpenAccounts = [new UpstreamOpenAccount("a3", "STRIPE_EU", "behind", "A change was not taken there: the next synchronisation tries again.", now.AddMinutes(-20))],
        };
        return host;
    }

    private static PluginReport Plugin(string id, IReadOnlyList<string> providers, string version, string tier, string status, string cause) =>
        new(id, providers, version, "1.2", tier, status, cause, string.Concat(Enumerable.Repeat(id.Length.ToString("x2", System.Globalization.CultureInfo.InvariantCulture), 32)));
}

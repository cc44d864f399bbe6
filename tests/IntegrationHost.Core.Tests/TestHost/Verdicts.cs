using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.TestHost;

internal static class Verdicts
{
    public static Verdict Valid(params string[]? scopes) => Of(VerdictKind.Valid) with { Scopes = scopes };

    public static Verdict Of(VerdictKind kind) => new()
    {
        Kind = kind,
        RuleId = "test." + kind,
        Message = "Said by the test.",
        StatusCode = 200,
        Identity = [new("Workspace", "Acme")],
        At = default,
        Duration = TimeSpan.FromMilliseconds(5),
    };
}

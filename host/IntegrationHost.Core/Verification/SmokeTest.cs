using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Verification;

/// <summary>Runs smoke tests that are data: sends, decides by the table, collects the facts.</summary>
/// <param name="time">The clock of durations and of expiries that are counted from now.</param>
public sealed class SmokeTest(TimeProvider time) : ISmokeTest
{
    private static readonly char[] ScopeSeparators = [',', ' '];

    /// <inheritdoc/>
    /// <exception cref="Secrets.SecretDamagedException">A stored value does not open: neither provider nor network did that.</exception>
    public async Task<Verdict> RunAsync(
        VerificationDescriptor verification, IProviderChannel channel, ICredentialSource credential, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var walk = new VerdictWalk(verification, channel);
        Finding finding = await walk.DecideAsync(cancellationToken);
        if (finding.IsAccepted)
            await walk.EnrichAsync(cancellationToken);

        var facts = new FactReader(walk.Answers, credential, time.GetUtcNow());
        var verdict = new Verdict
        {
            Kind = finding.Kind,
            RuleId = finding.RuleId,
            Message = finding.Message,
            StatusCode = finding.Answer?.Response.StatusCode,
            ErrorCode = VerdictText.Code(JsonPath.Text(At(finding.Answer, finding.Rule?.ErrorCodePath))),
            MissingScopes = MissingScopes(finding),
            Mode = await facts.ReadValueAsync(verification.Mode, cancellationToken),
            At = time.GetUtcNow(),
            Duration = time.GetElapsedTime(start),
        };
        if (!finding.IsAccepted)
            return verdict;

        IReadOnlyList<KeyValuePair<string, string>> identity = await facts.ReadIdentityAsync(verification.Identity, cancellationToken);
        return verdict with
        {
            Identity = identity,
            Owner = Owner(verification, identity),
            AccountType = await facts.ReadValueAsync(verification.AccountType, cancellationToken),
            Scopes = await facts.ReadScopesAsync(verification.Scopes, cancellationToken),
            MissingScopes = VerdictText.CleanSet(verdict.MissingScopes.Concat(walk.Lacking)),
            ExpiresAt = await facts.ReadTimeAsync(verification.Expiry, cancellationToken),
        };
    }

    private static AccountOwner? Owner(VerificationDescriptor verification, IReadOnlyList<KeyValuePair<string, string>> identity)
    {
        if (verification.Identity.Count == 0)
            return null;

        string label = (verification.Identity.FirstOrDefault(fact => fact.Key) ?? verification.Identity[0]).Label;
        string? id = identity.Where(fact => fact.Key == label).Select(fact => fact.Value).FirstOrDefault();
        if (id is null)
            return null;

        return new AccountOwner(label, id, identity[0].Value == id ? null : identity[0].Value);
    }

    private static JsonElement? At(ProviderAnswer? answer, string? path) => path is not null && answer?.Json is { } json ? JsonPath.Find(json, path) : null;

    private static IReadOnlyList<string> MissingScopes(Finding finding) =>
        VerdictText.CleanSet(
            JsonPath.Texts(At(finding.Answer, finding.Rule?.MissingScopesPath)).SelectMany(text => text.Split(ScopeSeparators, StringSplitOptions.RemoveEmptyEntries))
                .Concat(finding.Rule?.MissingScopes ?? []));
}

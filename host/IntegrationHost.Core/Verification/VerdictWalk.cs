using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Verification;

/// <summary>Sends the requests of one smoke test and goes through its verdict table.</summary>
internal sealed class VerdictWalk(VerificationDescriptor verification, IProviderChannel channel)
{
    private const string AsksNothing = "The rule that matched asks for nothing of the provider's own, which proves nothing. Report it to the plugin's author.";

    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private readonly List<ProviderAnswer> answers = [];

    /// <summary>The answers that the provider itself gave, in order.</summary>
    public IReadOnlyList<ProviderAnswer> Answers => answers;

    /// <summary>Goes from the first request to the rule that decides.</summary>
    public async Task<Finding> DecideAsync(CancellationToken cancellationToken)
    {
        VerificationRequestDescriptor? request = verification.Requests.Count > 0 ? verification.Requests[0] : null;
        while (request is not null && sent.Add(request.Id))
        {
            ProviderAnswer answer;
            try
            {
                answer = await SendAsync(request, cancellationToken);
            }
            catch (ChannelException error)
            {
                return new Finding(VerdictKind.Indeterminate, "channel." + error.Code, error.Message);
            }

            if (RuleMatcher.FirstMatch(verification.Rules, answer) is not { } rule)
                return OpenVerdicts.Unmatched(answer);

            if (rule.Verdict is { } verdict)
                return Decide(rule, verdict, answer);

            answers.Add(answer);
            request = verification.Requests.FirstOrDefault(next => next.Id == rule.Next);
        }

        return new Finding(VerdictKind.Indeterminate, OpenVerdicts.NoRule, "The provider's smoke test leads to no decision. Report it to the plugin's author.");
    }

    /// <summary>Sends what only enriches. Its failures change nothing.</summary>
    public async Task EnrichAsync(CancellationToken cancellationToken)
    {
        foreach (VerificationRequestDescriptor request in verification.Requests.Where(request => request.Enrichment && sent.Add(request.Id)))
        {
            try
            {
                ProviderAnswer answer = await SendAsync(request, cancellationToken);
                if (answer.Response.IsSuccess && answer.Json is not null)
                    answers.Add(answer);
            }
            catch (ChannelException)
            {
                // The verdict is already earned; a fact less is all that is lost.
            }
        }
    }

    private Finding Decide(VerdictRuleDescriptor rule, VerdictKind verdict, ProviderAnswer answer)
    {
        if (verdict is VerdictKind.RateLimited)
            return new Finding(verdict, rule.Id, rule.Message + OpenVerdicts.RetryAfter(answer), answer, rule);

        if (verdict is VerdictKind.Indeterminate)
            return new Finding(verdict, rule.Id, rule.Message, answer, rule);

        // A rule that forgot to look at the body must not turn any page with the right status into an earned verdict.
        if (answer.IsRedirect || answer.Json is null)
            return OpenVerdicts.Unmatched(answer) with { Kind = VerdictKind.Indeterminate, RuleId = rule.Id };
        if (rule.Body.Count == 0)
            return new Finding(VerdictKind.Indeterminate, rule.Id, AsksNothing, answer);

        answers.Add(answer);
        return new Finding(verdict, rule.Id, rule.Message, answer, rule);
    }

    private async Task<ProviderAnswer> SendAsync(VerificationRequestDescriptor request, CancellationToken cancellationToken)
    {
        (string path, IReadOnlyList<KeyValuePair<string, string>> query) = RequestPath.Split(request.Path);
        ProviderResponse response = await channel.SendAsync(
            new ProviderRequest { Method = request.Method, Path = path, Query = query, Headers = request.Headers }, cancellationToken);
        return ProviderAnswer.Read(request.Id, response);
    }
}

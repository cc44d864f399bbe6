using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Verification;

/// <summary>Sends the requests of one smoke test and goes through its verdict table.</summary>
internal sealed class VerdictWalk(VerificationDescriptor verification, IProviderChannel channel)
{
    private const string AsksNothing = "The rule that matched asks for nothing of the provider's own, which proves nothing. Report it to the plugin's author.";

    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private readonly List<ProviderAnswer> answers = [];
    private readonly List<string> lacking = [];

    /// <summary>The answers that the provider itself gave, in order.</summary>
    public IReadOnlyList<ProviderAnswer> Answers => answers;

    /// <summary>Scopes that refused enrichments showed to be missing.</summary>
    public IReadOnlyList<string> Lacking => lacking;

    /// <summary>Goes from the first request to the rule that decides.</summary>
    public async Task<Finding> DecideAsync(CancellationToken cancellationToken)
    {
        (Finding? refused, VerificationRequestDescriptor? request) = await StartAsync(cancellationToken);
        if (refused is not null)
            return refused;

        while (request is not null && sent.Add(request.Id))
        {
            ProviderAnswer answer;
            try
            {
                answer = await SendAsync(request, cancellationToken);
            }
            catch (ChannelException error)
            {
                return NoAnswer(error);
            }

            if (RuleMatcher.FirstMatch(verification.Rules, answer) is not { } rule)
                return OpenVerdicts.Unmatched(answer);

            if (rule.Verdict is { } verdict)
                return Decide(rule, verdict, answer);

            answers.Add(answer);
            request = Request(rule.Next);
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
                else if (Refusal(answer) is { } rule)
                    lacking.AddRange(rule.MissingScopes);
            }
            catch (ChannelException)
            {
                // The verdict is already earned; a fact less is all that is lost.
            }
        }
    }

    // Only a rule that names the request and asks for the provider's own words: a page of somebody in between takes no permission away.
    private VerdictRuleDescriptor? Refusal(ProviderAnswer answer) => answer.IsRedirect || answer.Json is null
        ? null
        : RuleMatcher.FirstMatch([.. verification.Rules.Where(rule => rule.Request == answer.RequestId && rule.Verdict is VerdictKind.Insufficient && rule.Body.Count > 0)], answer);

    // Where the credential is exchanged for a token, that comes first: it is refused, or the first request follows.
    private async Task<(Finding? Refused, VerificationRequestDescriptor? Next)> StartAsync(CancellationToken cancellationToken)
    {
        VerificationRequestDescriptor? first = verification.Requests.Count > 0 ? verification.Requests[0] : null;
        if (channel is not IHostChannel { Exchanges: true } host)
            return (null, first);

        ExchangeAnswer exchange;
        try
        {
            exchange = await host.ExchangeAsync(cancellationToken);
        }
        catch (ChannelException error)
        {
            return (NoAnswer(error), null);
        }

        var answer = ProviderAnswer.Read(VerificationDescriptor.TokenRequest, exchange.Response);
        if (exchange.Granted)
        {
            answers.Add(answer);
            return (null, first);
        }

        // A rule for any answer is written with the API's answers in mind; a token endpoint has its own.
        VerdictRuleDescriptor? rule = RuleMatcher.FirstMatch([.. verification.Rules.Where(rule => rule.Request == VerificationDescriptor.TokenRequest)], answer);
        if (rule is null)
            return (OpenVerdicts.Unmatched(answer), null);
        return rule.Verdict is { } verdict ? (Decide(rule, verdict, answer), null) : (null, Request(rule.Next));
    }

    private VerificationRequestDescriptor? Request(string? id) => verification.Requests.FirstOrDefault(request => request.Id == id);

    private static Finding NoAnswer(ChannelException error) => new(
        error.Code == ChannelErrorCodes.RateLimited ? VerdictKind.RateLimited : VerdictKind.Indeterminate, "channel." + error.Code, error.Message);

    private Finding Decide(VerdictRuleDescriptor rule, VerdictKind verdict, ProviderAnswer answer)
    {
        if (verdict is VerdictKind.RateLimited)
            return new Finding(verdict, rule.Id, rule.Message + OpenVerdicts.RetryAfter(answer), answer, rule);

        if (verdict is VerdictKind.Indeterminate)
            return new Finding(verdict, rule.Id, rule.Message, answer, rule);

        // A rule that forgot to look at the body must not turn any page with the right status into an earned verdict.
        if (answer.IsRedirect || (answer.Json is null && rule.Texts.Count == 0))
            return OpenVerdicts.Unmatched(answer) with { Kind = VerdictKind.Indeterminate, RuleId = rule.Id };
        if (rule.Body.Count == 0 && rule.Texts.Count == 0)
            return new Finding(VerdictKind.Indeterminate, rule.Id, AsksNothing, answer);

        answers.Add(answer);
        return new Finding(verdict, rule.Id, rule.Message, answer, rule);
    }

    private async Task<ProviderAnswer> SendAsync(VerificationRequestDescriptor request, CancellationToken cancellationToken)
    {
        (string path, IReadOnlyList<KeyValuePair<string, string>> query) = RequestPath.Split(request.Path);
        var plain = new ProviderRequest { Method = request.Method, Server = request.Server, Path = path, Query = query, Headers = request.Headers };
        ProviderResponse response = channel is IHostChannel host
            ? await host.SendAsync(new HostRequest(plain) { Body = request.Body, WithoutCredential = request.WithoutCredential, AsApp = request.AsApp }, cancellationToken)
            : await channel.SendAsync(plain, cancellationToken);
        return ProviderAnswer.Read(request.Id, response);
    }
}

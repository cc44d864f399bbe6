namespace IntegrationHost.Core.Quality;

/// <summary>How a provider stands to every rule, as looked up and not as claimed.</summary>
internal sealed class QualityAssessment
{
    private const int ShortestReason = 20;

    private QualityAssessment(QualityTier tier, IReadOnlyList<string> problems, IReadOnlyList<(QualityRule Rule, IReadOnlyList<string> Gaps)> open)
    {
        Tier = tier;
        Problems = problems;
        Open = open;
    }

    /// <summary>The tier that the facts come to; exemptions of <c>quality.json</c> count if they have a reason.</summary>
    public QualityTier Tier { get; }

    /// <summary>What <c>quality.json</c> says and is not so; empty without such a file.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Rules that are not met and not exempt, with what lacks.</summary>
    public IReadOnlyList<(QualityRule Rule, IReadOnlyList<string> Gaps)> Open { get; }

    public static QualityAssessment Of(ProviderEvidence evidence)
    {
        QualityFile? claims = null;
        var problems = new List<string>();
        try
        {
            claims = evidence.QualityText is null ? null : evidence.Quality;
        }
        catch (InvalidDataException failure)
        {
            problems.Add(failure.Message);
        }

        var open = new List<(QualityRule Rule, IReadOnlyList<string> Gaps)>();
        foreach (QualityRule rule in QualityRules.All)
        {
            string[] gaps = [.. rule.Gaps(evidence)];
            (string standing, string reason) = claims?.Of(rule.Id) ?? ("", "");
            bool reasoned = reason.Length >= ShortestReason && reason.EndsWith('.');
            if (gaps.Length > 0 && !(standing == "exempt" && reasoned))
                open.Add((rule, gaps));
            if (claims is not null && WhyNot(standing, reasoned, gaps) is { } problem)
                problems.Add($"{rule.Id}: {problem}");
        }

        QualityTier tier = open.Select(item => item.Rule.Tier - 1).DefaultIfEmpty(QualityTier.Platinum).Min();
        problems.AddRange(claims?.Rules.Keys.Except(QualityRules.All.Select(rule => rule.Id)).Select(_ => "it lists a rule that is none.") ?? []);
        if (claims is not null && claims.Tier != tier)
            problems.Add($"it says {claims.Tier}, and the rules come to {tier}.");
        return new QualityAssessment(tier, problems, open);
    }

    private static string? WhyNot(string standing, bool reasoned, string[] gaps) => standing switch
    {
        "done" => gaps.Length == 0 ? null : "said to be done, and it is not: " + Shown(gaps),
        "exempt" or "open" when gaps.Length == 0 => $"said to be {standing}, and nothing is lacking. Say \"done\".",
        "exempt" or "open" => reasoned ? null : $"{standing} without a reason: one sentence of {ShortestReason} characters or more that ends with a full stop.",
        "missing" => "not listed. Say \"done\", { \"exempt\": \"reason\" } or { \"open\": \"reason\" }.",
        _ => "neither \"done\" nor an object with \"exempt\" or \"open\" and a reason.",
    };

    private static string Shown(string[] gaps) => string.Join(", ", gaps.Take(5)) + (gaps.Length > 5 ? $" and {gaps.Length - 5} more." : ".");
}

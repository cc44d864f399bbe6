using System.Text.Json;
using IntegrationHost.Plugins.Tests.Quality;

namespace IntegrationHost.Plugins.Tests;

/// <summary>Every curated provider says how good it is, and nothing it says is believed.</summary>
public sealed class QualityTests
{
    private const int ShortestReason = 20;

    public static TheoryData<string> Names() => [.. Providers.Names.Where(name => new ProviderEvidence(name).HasQualityFile)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rules_EveryOneIsListedAndNoOther(string name)
    {
        Assert.Equal(QualityRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), new ProviderEvidence(name).Quality.Rules.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rules_StandAsTheFileSays(string name)
    {
        var evidence = new ProviderEvidence(name);
        var wrong = new List<string>();
        foreach (QualityRule rule in QualityRules.All)
        {
            (string standing, string reason) = evidence.Quality.Of(rule.Id);
            string[] gaps = [.. rule.Gaps(evidence)];
            bool right = standing switch
            {
                "done" => gaps.Length == 0,
                "exempt" or "open" => gaps.Length > 0 && reason.Length >= ShortestReason && reason.EndsWith('.'),
                _ => false,
            };
            if (!right)
                wrong.Add($"{rule.Id} is not {standing}: {(gaps.Length == 0 ? "nothing is lacking" : string.Join(", ", gaps))}");
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tier_IsTheOneThatTheRulesComeTo(string name)
    {
        QualityFile quality = new ProviderEvidence(name).Quality;

        Assert.Equal(TierOf(quality), quality.Tier);
        Assert.NotEqual(QualityTier.None, quality.Tier);
    }

    [Theory]
    [InlineData("links", QualityTier.None)]
    [InlineData("replies", QualityTier.Bronze)]
    [InlineData("paging", QualityTier.Silver)]
    [InlineData("refresh", QualityTier.Gold)]
    [InlineData("none", QualityTier.Platinum)]
    public void Tier_EndsBelowTheFirstOpenRule(string open, QualityTier expected)
    {
        JsonElement done = JsonSerializer.SerializeToElement("done");
        JsonElement missing = JsonSerializer.SerializeToElement(new { open = "Nobody did it yet." });
        var quality = new QualityFile { Tier = expected, Rules = QualityRules.All.ToDictionary(rule => rule.Id, rule => rule.Id == open ? missing : done) };

        Assert.Equal(expected, TierOf(quality));
    }

    private static QualityTier TierOf(QualityFile quality) => QualityRules.All.Where(rule => quality.Of(rule.Id).Standing is not ("done" or "exempt"))
        .Select(rule => rule.Tier - 1).DefaultIfEmpty(QualityTier.Platinum).Min();
}

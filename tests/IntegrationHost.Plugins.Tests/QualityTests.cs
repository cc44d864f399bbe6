using System.Text.Json;
using IntegrationHost.Core.Quality;

namespace IntegrationHost.Plugins.Tests;

/// <summary>Every curated provider says how good it is, and nothing it says is believed.</summary>
public sealed class QualityTests
{
    public static TheoryData<string> Names() => [.. Providers.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Quality_IsWhatTheFileSays(string name)
    {
        QualityAssessment assessment = QualityAssessment.Of(Curated.Evidence(name));

        Assert.True(assessment.Problems.Count == 0, string.Join(Environment.NewLine, assessment.Problems));
        Assert.NotEqual(QualityTier.None, assessment.Tier);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Replies_EveryKind_HasTheSituationsThatAllMeet(string name)
    {
        ProviderEvidence evidence = Curated.Evidence(name);

        Assert.All(evidence.Kinds, kind => Assert.Empty(ReplySituations.Of(kind).Except(evidence.Replies(kind).Select(reply => reply.Name))));
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

        Assert.Equal(expected, quality.Reached);
    }

    [Theory]
    [InlineData("links", "\"done\"", "said to be done, and it is not")]
    [InlineData("modules", "{ \"open\": \"They are not written yet.\" }", "nothing is lacking")]
    [InlineData("modules", "{ \"exempt\": \"no\" }", "nothing is lacking")]
    [InlineData("links", "{ \"exempt\": \"no\" }", "without a reason")]
    [InlineData("links", "\"almost\"", "neither")]
    [InlineData("links", null, "not listed")]
    [InlineData("lnks", "\"done\"", "a rule that is none")]
    public void Quality_ThatIsNotSo_IsTold(string rule, string? standing, string says)
    {
        ProviderEvidence evidence = Curated.Evidence("Stripe");
        evidence.Provider.Remove("docsUrl");
        var quality = System.Text.Json.Nodes.JsonNode.Parse(evidence.QualityText!)!.AsObject();
        quality["rules"]!["links"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "open": "The link is taken away for this test." }""");
        quality["rules"]!.AsObject().Remove(rule);
        if (standing is not null)
            quality["rules"]![rule] = System.Text.Json.Nodes.JsonNode.Parse(standing);

        QualityAssessment assessment = QualityAssessment.Of(evidence with { QualityText = quality.ToJsonString() });

        Assert.Contains(assessment.Problems, problem => problem.Contains(says, StringComparison.Ordinal));
        Assert.Equal(QualityTier.None, assessment.Tier);
    }
}

using IntegrationHost.Core.Quality;

namespace IntegrationHost.Sdk.Testing;

/// <content>How good it says it is.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    /// <summary>A <c>quality.json</c> beside the project names the tier that the facts come to, and how the plugin stands to every rule.</summary>
    [Fact]
    public void Quality_IsWhatTheFileSays()
    {
        if (Plugin.Evidence.QualityText is null)
            Assert.Skip("The project has no quality.json. 'integration-host plugins validate' tells the tier, and what lacks for the next.");

        QualityAssessment assessment = QualityAssessment.Of(Plugin.Evidence);

        Assert.True(assessment.Problems.Count == 0, string.Join(Environment.NewLine, assessment.Problems));
    }
}

using IntegrationHost.Commands;
using IntegrationHost.Tests.Recognition;

namespace IntegrationHost.Tests.Commands;

public sealed class NearestProvidersTests
{
    [Theory]
    [InlineData("cht", "chat")]
    [InlineData("CHAT2", "chat")]
    [InlineData("phones", "phone")]
    [InlineData("pa", "pay")]
    public void Nearest_Mistyped_IsFirst(string word, string expected) => Assert.Equal(expected, NearestProviders.Nearest(KeyCatalog.Providers, word)[0]);

    [Fact]
    public void Unknown_NamesThreeAndNeverTheWord()
    {
        string sentence = NearestProviders.Unknown(KeyCatalog.Providers, "xoxb-Canary" + new string('x', 5000));
        Assert.DoesNotContain("Canary", sentence, StringComparison.Ordinal);
        Assert.EndsWith("'integration-host catalog' lists all 9.", sentence, StringComparison.Ordinal);
        Assert.InRange(sentence.Length, 40, 200);
    }
}

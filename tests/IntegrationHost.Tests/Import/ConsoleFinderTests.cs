using IntegrationHost.Console.Importing;
using IntegrationHost.Import;
using IntegrationHost.Tests.Recognition;

namespace IntegrationHost.Tests.Import;

public sealed class ConsoleFinderTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Find_InAFile_OffersItWithoutShowingIt()
    {
        File.WriteAllText(file, "CHAT_TOKEN=cb-1-canary\n");
        ImportOffer offer = new ConsoleFinder(TimeProvider.System).Find(KeyCatalog.Providers, [file, file + ".none"]);
        ImportCandidate found = Assert.Single(offer.Found, candidate => candidate.Request.ProviderId == "chat");
        Assert.Equal(("CHAT_TOKEN", "production"), (found.Source, found.Request.Environment));
        Assert.Equal("cb-1-canary", found.Request.Fields["token"]);
        Assert.DoesNotContain("canary", found + found.Request.ToString(), StringComparison.Ordinal);
        Assert.Contains(offer.LeftOut, left => left.Source == file + ".none" && left.Reason.StartsWith("There is no file", StringComparison.Ordinal));
    }
}

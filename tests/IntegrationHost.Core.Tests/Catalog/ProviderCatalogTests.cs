using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Tests.Plugins;

namespace IntegrationHost.Core.Tests.Catalog;

public sealed class ProviderCatalogTests
{
    private static readonly ProviderCatalog Catalog = new(
    [
        SampleCatalog.Provider("stripe", "Stripe"),
        SampleCatalog.Provider("openai", "OpenAI"),
        SampleCatalog.Provider("google-mail", "Google Mail"),
        SampleCatalog.Provider("mail", "Mail"),
    ]);

    [Fact]
    public void Providers_AreByName() => Assert.Equal(["Google Mail", "Mail", "OpenAI", "Stripe"], Catalog.Providers.Select(provider => provider.Descriptor.Name));

    [Fact]
    public void Providers_OfAPluginHost_AreThoseOfActivePluginsOnly()
    {
        using PluginStage stage = new PluginStage("BadDescriptor", "NewerContract", "NoEntry", "Good", "SameProvider").Add("ContractsBeside", disabled: true);

        using PluginHost host = stage.Pin().Load();

        Assert.Equal(["good"], host.Catalog.Providers.Select(provider => provider.Descriptor.Id));
        Assert.Null(host.Catalog.Find("contracts-beside"));
        Assert.Equal("Good", host.Catalog.MatchModule("msg.good.send")?.Provider.PluginId);
        Assert.Null(host.Catalog.MatchModule("msg.contracts-beside.send"));
    }

    [Theory]
    [InlineData("stripe", true)]
    [InlineData("Stripe", false)]
    [InlineData("unknown", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Find_TakesTheExactId(string? id, bool found) => Assert.Equal(found, Catalog.Find(id) is not null);

    [Theory]
    [InlineData("STRIPE", "stripe")]
    [InlineData("stripe_primary", "stripe")]
    [InlineData("prod-openai:2", "openai")]
    [InlineData("GoogleMail", "google-mail")]
    [InlineData("MAIL", "mail")]
    [InlineData("STRIPE_OPENAI", null)]
    [InlineData("STRIPES", null)]
    [InlineData("google", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void GuessByAccountName_IsTheOneProviderItSpeaksOf(string? name, string? id) => Assert.Equal(id, Catalog.GuessByAccountName(name)?.Descriptor.Id);

    [Theory]
    [InlineData(null, "key")]
    [InlineData("key", "key")]
    [InlineData("unknown", null)]
    public void FindKind_IsTheFirstUnlessNamed(string? kind, string? expected) => Assert.Equal(expected, Catalog.Providers[0].FindKind(kind)?.Id);
}

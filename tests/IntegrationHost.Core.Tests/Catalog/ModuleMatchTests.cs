using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Tests.Catalog;

/// <summary>Workflows call one module by many names; each must mean that module or nothing.</summary>
public sealed class ModuleMatchTests
{
    private static readonly ProviderCatalog Catalog = new(
    [
        SampleCatalog.Provider(
            "slack",
            "Slack",
            SampleCatalog.Module("com.example.modules.SlackPostMessageModule", "msg.slack.post", "slackPoster", "com.example.old.PostToSlack"),
            SampleCatalog.Module("com.example.modules.SlackUploadModule", "msg.slack.upload", "shared")),
        SampleCatalog.Provider(
            "stripe",
            "Stripe",
            SampleCatalog.Module("com.example.modules.StripeRefundModule", "pay.stripe.refund", "shared"),
            SampleCatalog.Module("com.example.stripe.SyncModule"),
            SampleCatalog.Module("com.example.other.SyncModule")),
    ]);

    [Theory]
    [InlineData("com.example.modules.SlackPostMessageModule")]
    [InlineData("com.example.moved.SlackPostMessageModule")]
    [InlineData("SlackPostMessageModule")]
    [InlineData("SlackPostMessage")]
    [InlineData("slackPostMessageModule")]
    [InlineData("slackPostMessage")]
    [InlineData("msg.slack.post")]
    [InlineData("slackPoster")]
    [InlineData("com.example.old.PostToSlack")]
    [InlineData("  SlackPostMessageModule ")]
    public void MatchModule_AnyOfItsNames_IsTheModule(string name)
    {
        ModuleMatch? match = Catalog.MatchModule(name);

        Assert.Equal("slack", match?.Provider.Descriptor.Id);
        Assert.Equal("com.example.modules.SlackPostMessageModule", match?.Module.Descriptor.ModuleClass);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("Module")]
    [InlineData("com.example.modules.")]
    [InlineData("com.example.modules.UnknownModule")]
    [InlineData("msg.slack")]
    [InlineData("post")]
    [InlineData("slack.post")]
    [InlineData("SlackPostMessageModuleX")]
    public void MatchModule_Unknown_IsNothing(string? name) => Assert.Null(Catalog.MatchModule(name));

    [Theory]
    [InlineData("shared")]
    [InlineData("SyncModule")]
    [InlineData("com.example.third.SyncModule")]
    [InlineData("sync")]
    public void MatchModule_NameOfSeveral_IsNothing(string name) => Assert.Null(Catalog.MatchModule(name));

    [Theory]
    [InlineData("com.example.stripe.SyncModule")]
    [InlineData("com.example.other.SyncModule")]
    public void MatchModule_FullClassOfSeveralOfOneSimpleName_IsThatOne(string name) => Assert.Equal(name, Catalog.MatchModule(name)?.Module.Descriptor.ModuleClass);

    [Fact]
    public void MatchModule_CloseNameOfSeveral_DoesNotFallToALooserNameOfAThird()
    {
        var catalog = new ProviderCatalog(
        [
            SampleCatalog.Provider("one", "One", SampleCatalog.Module("a.FirstModule", "", "DeliverModule")),
            SampleCatalog.Provider("two", "Two", SampleCatalog.Module("b.SecondModule", "", "DeliverModule")),
            SampleCatalog.Provider("three", "Three", SampleCatalog.Module("c.ThirdModule", "Deliver")),
        ]);

        Assert.Null(catalog.MatchModule("DeliverModule"));
        Assert.Equal("three", catalog.MatchModule("deliver")?.Provider.Descriptor.Id);
    }

    [Fact]
    public void MatchModule_NameOfOneThatRunsHereAndOneThatIsDescribed_IsTheOneThatRuns()
    {
        var catalog = new ProviderCatalog(
        [
            SampleCatalog.Provider("described", "Described", SampleCatalog.Described("a.DeliverModule")),
            SampleCatalog.Provider("running", "Running", SampleCatalog.Module("b.DeliverModule")),
        ]);

        Assert.Equal("running", catalog.MatchModule("DeliverModule")?.Provider.Descriptor.Id);
        Assert.Equal("described", catalog.MatchModule("a.DeliverModule")?.Provider.Descriptor.Id);
    }
}

using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Tests.Catalog;

public sealed class ModuleNamesTests
{
    [Theory]
    [InlineData("com.example.SlackPostModule", "SlackPostModule")]
    [InlineData("SlackPostModule", "SlackPostModule")]
    [InlineData("msg.slack.post", "msg.slack.post")]
    [InlineData("com.example.", "com.example.")]
    [InlineData("", "")]
    public void Simple_TakesTheClassOffItsPackage(string name, string expected) => Assert.Equal(expected, ModuleNames.Simple(name));

    [Theory]
    [InlineData("MailtrapSendModule", "MailtrapSend")]
    [InlineData("mailtrapSendmodule", "mailtrapSend")]
    [InlineData("MailtrapSend", "MailtrapSend")]
    [InlineData("Module", "Module")]
    public void WithoutSuffix_TakesModuleOffUnlessItIsAll(string name, string expected) => Assert.Equal(expected, ModuleNames.WithoutSuffix(name));

    [Fact]
    public void Of_SkipsEmptyOnesAndRepeats() =>
        Assert.Equal(["a.SendModule", "SendModule", "Send", "other"], ModuleNames.Of(SampleCatalog.Module("a.SendModule", "", "send", "SENDMODULE", "other").Descriptor));
}

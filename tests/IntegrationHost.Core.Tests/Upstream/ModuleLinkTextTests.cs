using System.Text;
using System.Text.Json;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Tests.Upstream;

/// <summary>All but the link goes back to the byte as it came.</summary>
public sealed class ModuleLinkTextTests
{
    private const string Id = "00000000-0000-4000-8000-000000000001";
    private const string Account = "00000000-0000-4000-8000-00000000000a";
    private const string Link = """{"id":"00000000-0000-4000-8000-00000000000a"}""";

    [Theory]
    [InlineData("""{"id":"I","integrationAccount":null,"z":1.50,"a":1E+2}""", """{"id":"I","integrationAccount":L,"z":1.50,"a":1E+2}""")]
    [InlineData("""{ "id" : "I" , "moduleData" : "{\u0022a\u0022:1}" }""", """{ "id" : "I" , "moduleData" : "{\u0022a\u0022:1}" ,"integrationAccount":L}""")]
    [InlineData("""{"id":"I","integrationAccount":{"id":"old","apiKey":"<ENCRYPTED_VALUE/>"},"x":[1,{"integrationAccount":7}]}""", """{"id":"I","integrationAccount":L,"x":[1,{"integrationAccount":7}]}""")]
    [InlineData("""{"id":"I","integrationAccountId":"old"}""", """{"id":"I","integrationAccountId":"A"}""")]
    [InlineData("""{"id":"I","integrationAccountId":null}""", """{"id":"I","integrationAccountId":"A"}""")]
    [InlineData("""{"id":"I","integrationAccount":"old"}""", """{"id":"I","integrationAccount":"A"}""")]
    [InlineData("""{"id":"I","execModuleIntegrationAccount":{"id":"old"}}""", """{"id":"I","execModuleIntegrationAccount":L,"integrationAccount":L}""")]
    [InlineData("""{"id":"I","integrationAccount":null,"execModuleIntegrationAccount":null}""", """{"id":"I","integrationAccount":L,"execModuleIntegrationAccount":null}""")]
    [InlineData(
        """{"id":"I","execModuleConfig":{"version":"1","authConfig":{"authStrategy":0,"integrationAccount":{"id":"old"}}}}""",
        """{"id":"I","execModuleConfig":{"version":"1","authConfig":{"authStrategy":0,"integrationAccount":L}},"integrationAccount":L}""")]
    [InlineData("""{"id":"I","execModuleConfig":{"authConfig":{"authStrategy":0}}}""", """{"id":"I","execModuleConfig":{"authConfig":{"authStrategy":0}},"integrationAccount":L}""")]
    [InlineData("""{"name":"no id"}""", """{"name":"no id","id":"I","integrationAccount":L}""")]
    [InlineData("{}", """{"id":"I","integrationAccount":L}""")]
    [InlineData("{\n\t\"id\": \"I\",\r\n  \"name\": \"Grüße \\/ \\u00fc 😀\"\n}\n", "{\n\t\"id\": \"I\",\r\n  \"name\": \"Grüße \\/ \\u00fc 😀\"\n,\"integrationAccount\":L}\n")]
    public void Link_ChangesTheLinkAndNothingElse(string before, string after)
    {
        ModuleLinkText module = Read(before);

        Assert.Equal(Filled(after), Encoding.UTF8.GetString(module.LinkedTo(Account, Id)));
        ModuleLinkText linked = ModuleLinkText.Read(module.LinkedTo(Account, Id));
        Assert.True(linked.IsLinkedTo(Account));
        Assert.Equal(Account, linked.Linked);
        Assert.Equal(Id, linked.Id);
    }

    [Theory]
    [InlineData("""{"id":"I","integrationAccount":{"id":"old"},"n":1.0}""", """{"id":"I","integrationAccount":null,"n":1.0}""")]
    [InlineData("""{"id":"I","integrationAccountId":"old","execModuleIntegrationAccount":{"id":"old"}}""", """{"id":"I","integrationAccountId":null,"execModuleIntegrationAccount":null}""")]
    [InlineData("""{"id":"I","execModuleConfig":{"authConfig":{"integrationAccount":{"id":"old"}}}}""", """{"id":"I","execModuleConfig":{"authConfig":{"integrationAccount":null}}}""")]
    [InlineData("""{"id":"I"}""", """{"id":"I"}""")]
    public void Unlink_NullsTheLinksAndNothingElse(string before, string after)
    {
        byte[] text = Read(before).Unlinked(Id);

        Assert.Equal(Filled(after), Encoding.UTF8.GetString(text));
        Assert.True(ModuleLinkText.Read(text).IsFree);
    }

    [Theory]
    [InlineData("""{"id":"I","integrationAccount":L}""", true)]
    [InlineData("""{"id":"I","integrationAccount":L,"execModuleIntegrationAccount":{"id":"old"}}""", false)]
    [InlineData("""{"id":"I","integrationAccount":null,"execModuleConfig":{"authConfig":{"integrationAccount":L}}}""", true)]
    [InlineData("""{"id":"I"}""", false)]
    public void IsLinkedTo_LooksAtEveryPlace(string text, bool linked) => Assert.Equal(linked, Read(text).IsLinkedTo(Account.ToUpperInvariant()));

    [Theory]
    [InlineData("""{"id":"I","integrationAccount":{"id":"old","apiKey":"<ENCRYPTED_VALUE/>"}}""", false)]
    [InlineData("""{"id":"I","execModuleConfig":{"authConfig":{"apiKey":"<ENCRYPTED_VALUE/>"}}}""", true)]
    [InlineData("""{"id":"I","notes":"<ENCRYPTED_VALUE/>"}""", true)]
    [InlineData("""{"id":"I","list":[[{"a":"<ENCRYPTED_VALUE/>"}]]}""", true)]
    public void HasMasks_OutsideTheLink_IsNoted(string text, bool masks) => Assert.Equal(masks, Read(text).HasMasks);

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"id\":")]
    [InlineData("{} {}")]
    public void Read_NoModule_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => ModuleLinkText.Read(Encoding.UTF8.GetBytes(text)));

    private static ModuleLinkText Read(string text) => ModuleLinkText.Read(Encoding.UTF8.GetBytes(Filled(text)));

    private static string Filled(string text) => text.Replace("\"I\"", $"\"{Id}\"", StringComparison.Ordinal).Replace("\"A\"", $"\"{Account}\"", StringComparison.Ordinal)
        .Replace(":L", ":" + Link, StringComparison.Ordinal);
}

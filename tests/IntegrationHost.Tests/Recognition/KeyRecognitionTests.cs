using IntegrationHost.Client.Recognition;

namespace IntegrationHost.Tests.Recognition;

public sealed class KeyRecognitionTests
{
    [Theory]
    [InlineData("cb-12-abc", "chat/bot/token")]
    [InlineData("  \"cb-12-abc\"\n", "chat/bot/token")]
    [InlineData("mk-proj-abc", "model/project/key")]
    [InlineData("mk-admin-abc", "model/admin/key")]
    [InlineData("mk-abc", "model/project/key")]
    [InlineData("AC0123456789abcdef0123456789abcdef", "phone/key/sid phone/token/sid")]
    [InlineData("SK0123456789abcdef0123456789abcdef", "phone/key/key")]
    [InlineData("0123456789abcdef0123456789abcdef", "phone/key/secret phone/token/token")]
    [InlineData("pk_abc", "pay/copy/key pay/secret/key")]
    public void Find_KnownForm_MostSpecificFirst(string pasted, string expected) => Assert.Equal(
        expected, string.Join(' ', KeyRecognition.Find(KeyCatalog.Providers, pasted).Select(match => $"{match.Provider.Id}/{match.Kind.Id}/{match.Field.Key}")));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("mk-ant-abc!")]
    [InlineData("mk-ant-api-abc")]
    [InlineData("hello world")]
    [InlineData("abcdefgh")]
    [InlineData("cb-EXAMPLE")]
    [InlineData("xx-12-abc")]
    [InlineData("0123456789abcdef")]
    public void Find_UnknownForm_Nothing(string pasted) => Assert.Empty(KeyRecognition.Find(KeyCatalog.Providers, pasted));

    [Fact]
    public void Find_HostilePattern_IsLeftOut() => Assert.Empty(KeyRecognition.Find(
        [.. KeyCatalog.Providers.Select(card => card with { CredentialKinds = [.. card.CredentialKinds.Select(kind => kind with { Fields = [.. kind.Fields.Select(field => field with { Pattern = "(?<=a)(b" })] })] })],
        "cb-12-abc"));

    [Fact]
    public void Find_Answer_HoldsNothingOfTheKey() => Assert.DoesNotContain("CanaryQ7", string.Join(' ', KeyRecognition.Find(KeyCatalog.Providers, "mk-proj-CanaryQ7")), StringComparison.Ordinal);
}

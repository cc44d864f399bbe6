using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Plugins.Tests;

public sealed class DescriptorTests
{
    [Fact]
    public void Fields_Examples_AreMadeUpAndPassTheirOwnPattern()
    {
        foreach (CredentialFieldDescriptor field in Providers.All.SelectMany(provider => provider.CredentialKinds).SelectMany(kind => kind.Fields))
        {
            Assert.EndsWith("EXAMPLE", field.Example, StringComparison.Ordinal);
            Assert.True(Fits(field, field.Example), field.Key);
        }
    }

    [Theory]
    [InlineData("slack", "bot-token", "botToken", "xoxp-1-2-3", false)]
    [InlineData("slack", "user-token", "userToken", "xoxb-1-2-3", false)]
    [InlineData("openai", "project-key", "apiKey", "sk-svcacct-a_b-c", true)]
    [InlineData("openai", "project-key", "apiKey", "sk-0123456789abcdef", true)]
    [InlineData("openai", "project-key", "apiKey", "sk-admin-abc", false)]
    [InlineData("openai", "admin-key", "adminKey", "sk-proj-abc", false)]
    [InlineData("stripe", "secret-key", "secretKey", "pk_live_abc", false)]
    [InlineData("stripe", "secret-key", "secretKey", "rk_live_abc", false)]
    [InlineData("stripe", "restricted-key", "secretKey", "rk_live_abc", true)]
    [InlineData("stripe", "restricted-key", "secretKey", "rk_live_abc\n", false)]
    [InlineData("github", "classic-token", "token", "ghp_abc", true)]
    [InlineData("github", "classic-token", "token", "github_pat_abc", false)]
    [InlineData("github", "fine-grained-token", "token", "github_pat_11ABC_def", true)]
    [InlineData("github", "fine-grained-token", "token", "ghp_abc", false)]
    [InlineData("github", "oauth-token", "token", "gho_abc", true)]
    [InlineData("github", "oauth-token", "token", "ghu_abc", true)]
    [InlineData("github", "oauth-token", "token", "ghs_abc", false)]
    [InlineData("gemini", "api-key", "apiKey", "AIzaSyabc-_def", true)]
    [InlineData("gemini", "api-key", "apiKey", "AQ.Ab8abc", true)]
    [InlineData("gemini", "api-key", "apiKey", "{\"type\":\"service_account\"}", false)]
    [InlineData("gemini", "api-key", "apiKey", "account-abc", false)]
    [InlineData("twilio", "auth-token", "accountSid", "AC0123", true)]
    [InlineData("twilio", "auth-token", "accountSid", "SK0123", false)]
    [InlineData("twilio", "api-key", "keySid", "SK0123", true)]
    [InlineData("twilio", "api-key", "keySid", "AC0123", false)]
    [InlineData("twilio", "oauth-app", "clientId", "OQ0123", true)]
    public void Fields_Pattern_TellsKindsApart(string providerId, string kindId, string key, string value, bool fits)
    {
        CredentialFieldDescriptor field = Providers.Kind(providerId, kindId).Fields.Single(field => field.Key == key);

        Assert.Equal(fits, Fits(field, value));
    }

    private static bool Fits(CredentialFieldDescriptor field, string value) =>
        field.Pattern is null || Regex.IsMatch(value, @"\A(?:" + field.Pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}

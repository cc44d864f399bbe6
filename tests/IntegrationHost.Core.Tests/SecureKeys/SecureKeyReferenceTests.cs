using IntegrationHost.Core.SecureKeys;

namespace IntegrationHost.Core.Tests.SecureKeys;

public sealed class SecureKeyReferenceTests
{
    [Theory]
    [InlineData("securekey://VAULT/secret/payments/stripe#apiKey@3", "VAULT", "secret", "payments/stripe", "apiKey", 3)]
    [InlineData("securekey://VAULT/secret/stripe#apiKey@latest", "VAULT", "secret", "stripe", "apiKey", null)]
    [InlineData("securekey://VAULT/secret/stripe", "VAULT", "secret", "stripe", null, null)]
    [InlineData("securekey://env/STRIPE_KEY", "env", "STRIPE_KEY", "", null, null)]
    [InlineData("securekey://My%20Vault/secret/a%20b#k", "My Vault", "secret", "a b", "k", null)]
    public void Parse_Reference_IsReadAndWrittenBack(string text, string bridge, string mount, string path, string? key, int? version)
    {
        SecureKeyReference reference = SecureKeyReference.Parse(text)!;

        Assert.Equal(new SecureKeyReference(bridge, mount, path, key, version), reference);
        Assert.Equal(reference, SecureKeyReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("securekey://")]
    [InlineData("securekey://VAULT")]
    [InlineData("securekey://VAULT/")]
    [InlineData("securekey://VAULT/secret/../sys/raw")]
    [InlineData("securekey://VAULT/secret/%2e%2e/sys")]
    [InlineData("securekey://VAULT/secret/a%2Fb")]
    [InlineData("securekey://VAULT/secret//a")]
    [InlineData("securekey://VAULT/secret/a@0")]
    [InlineData("securekey://VAULT/secret/a?version=1")]
    [InlineData("securekey://VAULT/secret/a%0ab")]
    [InlineData("https://VAULT/secret/a")]
    public void Parse_OtherText_IsNone(string text) => Assert.Null(SecureKeyReference.Parse(text));
}

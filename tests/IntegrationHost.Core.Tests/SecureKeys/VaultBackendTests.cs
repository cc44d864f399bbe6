using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Tests.Channels;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Core.Tests.SecureKeys;

public sealed class VaultBackendTests
{
    private const string Token = "hvs.operations-EXAMPLE";
    private const string Stored = "sk_test_stored-EXAMPLE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("securekey://VAULT/secret/stripe#apiKey", "second")]
    [InlineData("securekey://VAULT/secret/stripe#apiKey@1", "first")]
    public async Task Resolve_Version_IsTheOneAskedFor(string reference, string expected)
    {
        await using VaultVendor vault = await StartAsync("reader");
        vault.Put("stripe", ("apiKey", "first"));
        vault.Put("stripe", ("apiKey", "second"));

        using SecretText value = await ResolveAsync(vault, reference);

        Assert.Equal(expected, new string(value.Reveal()));
    }

    [Theory]
    [InlineData("reader", "securekey://VAULT/secret/nothing#apiKey", "nothing at secret/nothing")]
    [InlineData("reader", "securekey://VAULT/secret/stripe#other", "no 'other'")]
    [InlineData("blind", "securekey://VAULT/secret/stripe#apiKey", "may not read")]
    public async Task Resolve_WhatCannotBeHad_SaysWhyAndWhere(string policy, string reference, string words)
    {
        await using VaultVendor vault = await StartAsync(policy);
        vault.Put("stripe", ("apiKey", Stored));

        SecureKeyException error = await Assert.ThrowsAsync<SecureKeyException>(() => ResolveAsync(vault, reference));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_SealedVaultOrPortal_IsNoAnswer()
    {
        await using VaultVendor vault = await StartAsync("reader");
        vault.Sealed = true;
        Assert.Contains("sealed", (await Assert.ThrowsAsync<SecureKeyException>(() => ResolveAsync(vault, "securekey://VAULT/secret/a#k"))).Message, StringComparison.Ordinal);

        vault.Sealed = false;
        vault.Mode = VendorMode.CaptivePortal;
        Assert.Contains("is no vault", (await Assert.ThrowsAsync<SecureKeyException>(() => ResolveAsync(vault, "securekey://VAULT/secret/a#k"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Key_TellsVersionAndExpiryWithoutReadingTheValue()
    {
        await using VaultVendor vault = await StartAsync("reader");
        vault.Put("stripe", ("apiKey", Stored));

        SecureKeyState state = await CheckAsync(vault, "securekey://VAULT/secret/stripe#apiKey");

        Assert.Equal((true, 1, 2027), (state.Available, state.Version, state.ExpiresAt?.Year));
        Assert.DoesNotContain(vault.Requests, request => request.Path.Contains("/data/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reader", "securekey://VAULT/secret/stripe#other", false)]
    [InlineData("reader", "securekey://VAULT/secret/stripe#apiKey@7", false)]
    [InlineData("reader", "securekey://VAULT/secret/nothing#apiKey", false)]
    [InlineData("blind", "securekey://VAULT/secret/stripe#apiKey", false)]
    public async Task Check_WhatCannotBeHad_IsSaid(string policy, string reference, bool available)
    {
        await using VaultVendor vault = await StartAsync(policy);
        vault.Put("stripe", ("apiKey", Stored));

        SecureKeyState state = await CheckAsync(vault, reference);

        Assert.Equal(available, state.Available);
        Assert.NotEmpty(state.Message);
    }

    [Fact]
    public async Task Check_NoVaultThere_IsUnknown()
    {
        await using VaultVendor vault = await StartAsync("reader");
        vault.Mode = VendorMode.BlockPage;

        Assert.Null((await CheckAsync(vault, "securekey://VAULT/secret/stripe#apiKey")).Available);
    }

    private static async Task<VaultVendor> StartAsync(string policy)
    {
        VaultVendor vault = await VaultVendor.StartAsync(Cancel);
        vault.Accept(Token, policy);
        return vault;
    }

    private static async Task<SecretText> ResolveAsync(VaultVendor vault, string reference)
    {
        using var factory = new ProviderChannelFactory(new ChannelOptions(), TimeProvider.System);
        return await Backend(vault, factory).ResolveAsync(SecureKeyReference.Parse(reference)!, Cancel);
    }

    private static async Task<SecureKeyState> CheckAsync(VaultVendor vault, string reference)
    {
        using var factory = new ProviderChannelFactory(new ChannelOptions(), TimeProvider.System);
        return await Backend(vault, factory).CheckAsync(SecureKeyReference.Parse(reference)!, Cancel);
    }

    private static VaultBackend Backend(VaultVendor vault, ProviderChannelFactory factory)
    {
        var target = new ChannelTarget
        {
            AccountId = "a1",
            ProviderId = "securekey",
            BaseUrl = new Uri(vault.BaseUrl),
            AllowedHosts = [vault.HostAndPort],
            Auth = new AuthDescriptor { Scheme = AuthScheme.Header, Name = "X-Vault-Token", Value = "{token}", Headers = [new("X-Vault-Request", "true")] },
        };
        IProviderChannel channel = factory.Open(target, new FixedCredential(("token", Token)));
        return new VaultBackend("VAULT", channel);
    }
}

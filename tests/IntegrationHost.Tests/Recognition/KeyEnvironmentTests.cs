using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Tests.Recognition;

public sealed class KeyEnvironmentTests
{
    [Theory]
    [InlineData("sk_test_", "test")]
    [InlineData("rk_live_", "production")]
    [InlineData("xoxb-", "production")]
    [InlineData("sandbox-", "test")]
    [InlineData("latest_", "production")]
    [InlineData("", "production")]
    public void OfPrefix_WhatTheCatalogueCallsIt(string prefix, string expected) => Assert.Equal(expected, KeyEnvironment.OfPrefix(prefix));

    [Fact]
    public void Of_TestKey_IsForTest()
    {
        CredentialKindCard kind = KeyCatalog.Providers.First(card => card.Id == "pay").CredentialKinds[0];
        kind = kind with { Fields = [kind.Fields[0] with { Prefixes = ["pk_live_", "pk_test_"], Pattern = null }] };
        Assert.Equal("test", KeyEnvironment.Of(kind, new Dictionary<string, string> { ["key"] = "pk_test_abc" }));
        Assert.Equal("production", KeyEnvironment.Of(kind, new Dictionary<string, string> { ["key"] = "pk_live_test_abc" }));
        Assert.Equal("production", KeyEnvironment.Of(kind, new Dictionary<string, string>()));
    }
}

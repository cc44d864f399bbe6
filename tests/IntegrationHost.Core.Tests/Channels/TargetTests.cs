using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class TargetTests
{
    [Theory]
    [InlineData("thing")]
    [InlineData("")]
    [InlineData("//evil.example/thing")]
    [InlineData("/../admin")]
    [InlineData("/a/./b")]
    [InlineData("/a/%2e%2e/admin")]
    [InlineData("/a/%2e%2e%2fadmin")]
    [InlineData("/a/..%5cadmin")]
    [InlineData("/\\evil.example")]
    [InlineData("/a?x=1")]
    [InlineData("/a#x")]
    [InlineData("/a\r\nHost: evil.example")]
    [InlineData("/a%0d%0aX: 1")]
    [InlineData("https://evil.example/")]
    [InlineData("@evil.example/")]
    [InlineData(":80@evil.example/")]
    public void Build_PathThatIsNotPlain_IsRefused(string path)
    {
        ChannelTarget target = Target("https://api.example.com/v1", "api.example.com");

        ChannelException error = Assert.Throws<ChannelException>(() => TargetAddress.Build(target, ChannelFixture.Get with { Path = path }));

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
        Assert.DoesNotContain("evil", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_PathAndQuery_StandBelowTheBaseAddressAndAreEncodedOnce()
    {
        ProviderRequest request = ChannelFixture.Get with { Path = "/a%20b/c%2Fd", Query = [new("q", "x&y=ü"), new("q", "")] };

        Uri address = TargetAddress.Build(Target("https://api.example.com/v1/", "api.example.com"), request);

        Assert.Equal("https://api.example.com/v1/a%20b/c%2Fd?q=x%26y%3D%C3%BC&q=", address.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://api.example.com", "api.example.com", true)]
    [InlineData("https://API.example.com", "api.EXAMPLE.com", true)]
    [InlineData("https://api.example.com", "*.example.com", true)]
    [InlineData("https://a.b.example.com", "*.example.com", true)]
    [InlineData("https://example.com", "*.example.com", false)]
    [InlineData("https://evilexample.com", "*.example.com", false)]
    [InlineData("https://api.example.com.evil.org", "api.example.com", false)]
    [InlineData("https://api.example.com", "*.", false)]
    [InlineData("https://api.example.com", "", false)]
    [InlineData("https://8.8.8.8", "*.8.8.8", false)]
    [InlineData("https://api.example.com:8443", "api.example.com", false)]
    [InlineData("https://api.example.com:8443", "api.example.com:8443", true)]
    [InlineData("https://api.example.com:8443", "*.example.com:8443", true)]
    [InlineData("https://api.example.com", "api.example.com:443", true)]
    [InlineData("https://api.example.com", "api.example.com:x", false)]
    [InlineData("http://127.0.0.1:5000", "127.0.0.1:5000", true)]
    [InlineData("http://127.0.0.1:5000", "127.0.0.1:5001", false)]
    [InlineData("http://[::1]:5000", "[::1]:5000", true)]
    [InlineData("http://localhost:5000", "localhost:5000", true)]
    [InlineData("http://api.example.com", "api.example.com", false)]
    [InlineData("http://10.0.0.1", "10.0.0.1", false)]
    [InlineData("ftp://api.example.com", "api.example.com", false)]
    [InlineData("https://user@api.example.com", "api.example.com", false)]
    [InlineData("https://api.example.com/?key=1", "api.example.com", false)]
    public void Build_BaseAddress_IsUsedOnlyIfAllowed(string baseUrl, string allowedHost, bool allowed)
    {
        ChannelTarget target = Target(baseUrl, allowedHost);

        if (allowed)
            Assert.Equal("/thing", TargetAddress.Build(target, ChannelFixture.Get).AbsolutePath);
        else
            Assert.Equal(ChannelErrorCodes.Refused, Assert.Throws<ChannelException>(() => TargetAddress.Build(target, ChannelFixture.Get)).Code);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    [InlineData("Cookie")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Connection")]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("Accept-Encoding")]
    [InlineData("User-Agent")]
    [InlineData("x-api-key")]
    [InlineData("X-Org")]
    [InlineData("Bad Name")]
    [InlineData("")]
    public void Check_HeaderOfTheHost_IsRefused(string name) => AssertRefused(ChannelFixture.Get with { Headers = [new(name, "1")] });

    [Theory]
    [InlineData("a\r\nb: c")]
    [InlineData("a\0")]
    [InlineData("ü")]
    public void Check_HeaderValueThatBreaksTheMessage_IsRefused(string value) => AssertRefused(ChannelFixture.Get with { Headers = [new("X-Fine", value)] });

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("TRACE")]
    [InlineData("get")]
    [InlineData("")]
    public void Check_MethodOutsideTheSet_IsRefused(string method) => AssertRefused(ChannelFixture.Get with { Method = method });

    [Fact]
    public void Check_QueryParameterOfTheScheme_IsRefused()
    {
        AuthDescriptor auth = new() { Scheme = AuthScheme.Query, Name = "key", Value = "{apiKey}" };

        Assert.Throws<ChannelException>(() => RequestHeaderRules.Check(ChannelFixture.Get with { Query = [new("KEY", "mine")] }, auth, "host"));
    }

    [Fact]
    public void Check_OrdinaryRequest_Passes()
    {
        ProviderRequest request = ChannelFixture.Get with { Headers = [new("Idempotency-Key", "run-1"), new("Accept", "text/csv")], Query = [new("key", "1")] };

        Assert.Null(Record.Exception(() => RequestHeaderRules.Check(request, ChannelFixture.Bearer, "host")));
    }

    [Theory]
    [InlineData(null, "https://api.example.com/v1", "api.example.com|more.example.com")]
    [InlineData("http://127.0.0.1:5000/v1", "http://127.0.0.1:5000/v1", "api.example.com|more.example.com|127.0.0.1:5000")]
    [InlineData("https://proxy.internal/v1", "https://proxy.internal/v1", "api.example.com|more.example.com|proxy.internal")]
    public void For_AccountOfAKind_TakesTheOwnBaseAddressAndItsHost(string? own, string baseUrl, string hosts)
    {
        var kind = new CredentialKindDescriptor
        {
            Id = "key",
            Name = "Key",
            Fields = [new() { Key = "apiKey", Label = "Key", Secret = true }, new() { Key = "accountId", Label = "Account" }],
            Auth = ChannelFixture.Bearer,
            Verification = new() { Requests = [], Rules = [] },
        };
        var provider = new ProviderDescriptor
        {
            Id = "local",
            Name = "Local",
            Category = "Test",
            AccentColor = "#000000",
            DocsUrl = "https://example.com",
            ManageUrl = "https://example.com",
            BaseUrl = "https://api.example.com/v1",
            AllowedHosts = ["api.example.com"],
            CredentialKinds = [kind],
        };

        ChannelTarget target = ChannelTarget.For("a1", provider, kind, own is null ? null : new Uri(own), ["more.example.com"]);

        Assert.Equal((baseUrl, hosts, own is not null), (target.BaseUrl.AbsoluteUri, string.Join('|', target.AllowedHosts), target.OwnBaseUrl));
        Assert.Equal(["apiKey"], target.SecretFields);
        Assert.Equal("/v1/thing", TargetAddress.Build(target, ChannelFixture.Get).AbsolutePath);
    }

    private static void AssertRefused(ProviderRequest request)
    {
        AuthDescriptor auth = new() { Scheme = AuthScheme.Header, Name = "X-Api-Key", Value = "{apiKey}", Headers = [new("X-Org", "{org}")] };
        Assert.Equal(ChannelErrorCodes.Refused, Assert.Throws<ChannelException>(() => RequestHeaderRules.Check(request, auth, "host")).Code);
    }

    private static ChannelTarget Target(string baseUrl, string allowedHost) => new()
    {
        AccountId = "a1",
        ProviderId = "local",
        BaseUrl = new Uri(baseUrl),
        AllowedHosts = [allowedHost],
        Auth = ChannelFixture.Bearer,
    };
}

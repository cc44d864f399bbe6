using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>Shortcuts for channel tests.</summary>
internal static class ChannelFixture
{
    public const string Secret = "sk_test_4eC39/HqLy+jWDarjtT1zdp7dc";

    public static readonly AuthDescriptor Bearer = new() { Scheme = AuthScheme.Bearer, Value = "{apiKey}" };

    public static readonly ProviderRequest Get = new() { Method = "GET", Path = "/thing" };

    public static ChannelTarget Target(LocalProvider provider, AuthDescriptor? auth = null) => new()
    {
        AccountId = "a1",
        ProviderId = "local",
        BaseUrl = provider.BaseUrl,
        AllowedHosts = [provider.HostAndPort],
        Auth = auth ?? Bearer,
    };

    public static FixedCredential Credential() => new(("apiKey", Secret));

    public static ProviderChannelFactory Factory(ChannelOptions? options = null) => new(options ?? new ChannelOptions(), TimeProvider.System);

    public static string Text(this ProviderResponse response) => Encoding.UTF8.GetString(response.Body.Span);

    public static async Task<ChannelException> FailsAsync(IProviderChannel channel, ProviderRequest request) =>
        await Assert.ThrowsAsync<ChannelException>(() => channel.SendAsync(request, TestContext.Current.CancellationToken));
}

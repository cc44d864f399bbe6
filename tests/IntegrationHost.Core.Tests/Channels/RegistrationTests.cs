using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class RegistrationTests
{
    [Fact]
    public void AddProviderChannels_Container_GivesFactoryAndSmokeTestWithTheOptionsThatWereThere()
    {
        var options = new ChannelOptions { MaxBodyBytes = 1 };
        using ServiceProvider services = new ServiceCollection().AddSingleton(options).AddProviderChannels().BuildServiceProvider();

        Assert.IsType<ProviderChannelFactory>(services.GetRequiredService<IProviderChannelFactory>());
        Assert.IsType<SmokeTest>(services.GetRequiredService<ISmokeTest>());
        Assert.Same(options, services.GetRequiredService<ChannelOptions>());
    }
}

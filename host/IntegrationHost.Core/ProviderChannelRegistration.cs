using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegrationHost.Core;

/// <summary>Registers the way to providers.</summary>
public static class ProviderChannelRegistration
{
    /// <summary>
    /// Adds <see cref="IProviderChannelFactory"/> and <see cref="ISmokeTest"/>. <see cref="ChannelOptions"/> and the clock can be registered before it.
    /// </summary>
    public static IServiceCollection AddProviderChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ChannelOptions());
        services.TryAddSingleton<IProviderChannelFactory, ProviderChannelFactory>();
        services.TryAddSingleton<ISmokeTest, SmokeTest>();
        return services;
    }
}

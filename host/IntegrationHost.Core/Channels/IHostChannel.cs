using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>A channel as the host's own smoke tests use it. Plugins get it as <see cref="IProviderChannel"/> only.</summary>
internal interface IHostChannel : IProviderChannel
{
    /// <summary>Whether the stored credential is exchanged for a token.</summary>
    bool Exchanges { get; }

    /// <summary>Sends a request that may ask for more than a plugin's.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    Task<ProviderResponse> SendAsync(HostRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a fresh exchange of the stored credential for a token, which later requests of this account use.</summary>
    /// <exception cref="ChannelException">No usable answer, or the scheme makes no exchange.</exception>
    Task<ExchangeAnswer> ExchangeAsync(CancellationToken cancellationToken);
}

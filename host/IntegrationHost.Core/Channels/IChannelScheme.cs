using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>One way to authenticate (or a family of such), from the credential to the provider's answer. Security code: one class each, reviewed as such.</summary>
internal interface IChannelScheme
{
    /// <summary>The schemes it serves.</summary>
    IReadOnlyList<AuthScheme> Schemes { get; }

    /// <summary>Sends the call's request, authenticated.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken);

    /// <summary>Exchanges the stored credential for a token, now. Asked only where <see cref="AuthDescriptor.Exchanges"/> says so.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken);
}

using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>The schemes that place a stored value on the request as it is: bearer, header, query and basic.</summary>
internal sealed class PlacedScheme(ChannelWire wire) : IChannelScheme
{
    public IReadOnlyList<AuthScheme> Schemes { get; } = [AuthScheme.Bearer, AuthScheme.Header, AuthScheme.Query, AuthScheme.Basic];

    public Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken) =>
        wire.SendAsync(call, static (message, values) => values.Place(message), cancellationToken);

    public Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken) =>
        throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this account's credential is not exchanged for a token.");
}

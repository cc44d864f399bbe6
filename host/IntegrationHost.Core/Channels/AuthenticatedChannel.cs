using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>One account's way to its provider: hands each request to the account's way to authenticate.</summary>
internal sealed class AuthenticatedChannel(ChannelTarget target, ICredentialSource credential, IReadOnlyDictionary<AuthScheme, IChannelScheme> schemes) : IHostChannel
{
    private static readonly HostRequest Exchange = new(new ProviderRequest { Method = "POST", Path = "/" });

    /// <inheritdoc/>
    public bool Exchanges => target.Auth.Exchanges;

    /// <inheritdoc/>
    /// <exception cref="Secrets.SecretDamagedException">A stored value does not open.</exception>
    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) => SendAsync(new HostRequest(request), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="Secrets.SecretDamagedException">A stored value does not open.</exception>
    public async Task<ProviderResponse> SendAsync(HostRequest request, CancellationToken cancellationToken)
    {
        RequestSize.Check(request.Request, target.BaseUrl.Host);
        return await Scheme().SendAsync(new ChannelCall(target, request, credential), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="Secrets.SecretDamagedException">A stored value does not open.</exception>
    public async Task<ExchangeAnswer> ExchangeAsync(CancellationToken cancellationToken) =>
        await Scheme().ExchangeAsync(new ChannelCall(target, Exchange, credential), cancellationToken);

    private IChannelScheme Scheme()
    {
        if (target.Auth.Scheme == AuthScheme.Stored)
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this account is kept for ThorAPI, and the host sends it nowhere.");
        return schemes.TryGetValue(target.Auth.Scheme, out IChannelScheme? scheme)
            ? scheme
            : throw new ChannelException(ChannelErrorCodes.Refused, $"The call was not made: this host cannot authenticate with the scheme {target.Auth.Scheme} yet. Use another kind of credential.");
    }
}

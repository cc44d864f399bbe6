namespace IntegrationHost.Contracts.Channels;

/// <summary>The only way from a plugin to its provider. The host adds the credential behind it; the plugin never sees it.</summary>
public interface IProviderChannel
{
    /// <summary>Sends one request, authenticated as the account this channel was opened for.</summary>
    /// <exception cref="ChannelException">No usable answer: refused target, no connection, time-out, body too large.</exception>
    Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken);
}

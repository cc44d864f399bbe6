using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Opens channels over the connections it owns. One for the whole host.</summary>
public sealed class ProviderChannelFactory : IProviderChannelFactory, IDisposable
{
    private readonly ChannelOptions options;
    private readonly TimeProvider time;
    private readonly ProviderTransport transport;

    /// <summary>Prepares the connections; none is made yet.</summary>
    /// <param name="options">The limits of every call.</param>
    /// <param name="time">The clock of the deadline.</param>
    public ProviderChannelFactory(ChannelOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        transport = new ProviderTransport(options);
    }

    /// <inheritdoc/>
    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential) =>
        new AuthenticatedChannel(target, credential, transport, options, time);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => transport.Dispose();
}

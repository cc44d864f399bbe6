using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels.Vault;
using IntegrationHost.Core.Mail;

namespace IntegrationHost.Core.Channels;

/// <summary>Opens channels over the connections it owns. One for the whole host.</summary>
public sealed class ProviderChannelFactory : IProviderChannelFactory, IDisposable
{
    private readonly ProviderTransport transport;
    private readonly Dictionary<AuthScheme, IChannelScheme> schemes;

    /// <summary>Prepares the connections; none is made yet.</summary>
    /// <param name="options">The limits of every call.</param>
    /// <param name="time">The clock of the deadline.</param>
    public ProviderChannelFactory(ChannelOptions options, TimeProvider time)
    {
        transport = new ProviderTransport(options);
        var wire = new ChannelWire(transport, options, time);
        IChannelScheme[] known = [new PlacedScheme(wire), new WebhookScheme(wire), new VaultScheme(wire, time), new MailScheme(options, time)];
        schemes = known.SelectMany(scheme => scheme.Schemes.Select(name => (name, scheme))).ToDictionary(pair => pair.name, pair => pair.scheme);
    }

    /// <inheritdoc/>
    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential) =>
        new AuthenticatedChannel(target, credential, schemes);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        foreach (IDisposable scheme in schemes.Values.OfType<IDisposable>())
            scheme.Dispose();
        transport.Dispose();
    }
}

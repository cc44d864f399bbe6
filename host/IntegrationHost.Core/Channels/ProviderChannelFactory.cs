using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Channels.Vault;
using IntegrationHost.Core.Mail;

namespace IntegrationHost.Core.Channels;

/// <summary>Opens channels over the connections it owns. One for the whole host.</summary>
public sealed class ProviderChannelFactory : IProviderChannelFactory, IDisposable
{
    private readonly ProviderTransport transport;
    private readonly TokenSource tokens;
    private readonly Dictionary<AuthScheme, IChannelScheme> schemes;

    /// <summary>Prepares the connections; none is made yet.</summary>
    /// <param name="options">The limits of every call.</param>
    /// <param name="time">The clock of the deadline.</param>
    public ProviderChannelFactory(ChannelOptions options, TimeProvider time)
        : this(options, time, ProviderTransport.FindAsync)
    {
    }

    /// <summary>The same with names that are found elsewhere than in the DNS.</summary>
    internal ProviderChannelFactory(ChannelOptions options, TimeProvider time, ResolveName resolve)
    {
        transport = new ProviderTransport(options, resolve);
        Wire = new ChannelWire(transport, options, time);
        tokens = new TokenSource(time);
        IChannelScheme[] known =
        [
            new PlacedScheme(Wire),
            new TokenScheme(AuthScheme.OAuth2, new OAuth2Exchange(Wire, time), tokens, Wire),
            new GitHubAppScheme(new GitHubAppExchange(Wire, time), tokens, Wire),
            new VaultScheme(Wire, time),
            new WebhookScheme(Wire),
            new MailScheme(options, time),
        ];
        schemes = known.SelectMany(scheme => scheme.Schemes.Select(name => (name, scheme))).ToDictionary(pair => pair.name, pair => pair.scheme);
    }

    /// <summary>The way to token endpoints outside of any channel: a person authorizes an account that cannot be called yet.</summary>
    internal ChannelWire Wire { get; }

    /// <inheritdoc/>
    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential) =>
        new AuthenticatedChannel(target, credential, schemes);

    /// <summary>Closes the connections and wipes the tokens.</summary>
    public void Dispose()
    {
        foreach (IDisposable scheme in schemes.Values.OfType<IDisposable>())
            scheme.Dispose();
        transport.Dispose();
        tokens.Dispose();
    }
}

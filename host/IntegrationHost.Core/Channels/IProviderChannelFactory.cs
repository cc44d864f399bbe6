using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Opens authenticated channels.</summary>
public interface IProviderChannelFactory
{
    /// <summary>A channel for one account. Secrets are read from the source per call and wiped after it.</summary>
    IProviderChannel Open(ChannelTarget target, ICredentialSource credential);
}

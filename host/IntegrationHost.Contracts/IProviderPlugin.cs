using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts;

/// <summary>One provider: what it is, how it authenticates, how a credential is verified, and the modules it runs.</summary>
/// <remarks>A plugin holds no secret and opens no connection: it describes, and it calls through the channel it is handed.</remarks>
public interface IProviderPlugin
{
    /// <summary>The provider as data: identity, credential kinds, verification rules.</summary>
    ProviderDescriptor Provider { get; }

    /// <summary>The modules, in the order of the metadata. Never empty slots; class names are unique.</summary>
    IReadOnlyList<IProviderModule> Modules { get; }
}

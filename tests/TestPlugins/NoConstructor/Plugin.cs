using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(NoConstructorPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Wants something that the host does not give.</summary>
public sealed class NoConstructorPlugin(string id) : SamplePlugin(id);

using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ContractsBesidePlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Brings its own copy of the contract, which would make its types foreign to the host.</summary>
public sealed class ContractsBesidePlugin() : SamplePlugin("contracts-beside");

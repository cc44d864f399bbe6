using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(SameProviderPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Provides what Good provides.</summary>
public sealed class SameProviderPlugin() : SamplePlugin("good");

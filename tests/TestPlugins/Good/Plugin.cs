using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(GoodPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Nothing is wrong with it.</summary>
public sealed class GoodPlugin() : SamplePlugin("good");

using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(MissingLibraryPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Cannot be made without a library that was left behind.</summary>
public sealed class MissingLibraryPlugin() : SamplePlugin("missing-library");

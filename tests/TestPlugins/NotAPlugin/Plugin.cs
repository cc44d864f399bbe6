using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(NotAPluginEntry), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Is named as the entry, but implements nothing.</summary>
public sealed class NotAPluginEntry;

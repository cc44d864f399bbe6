using System.Runtime.CompilerServices;
using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ExitsInModuleInitializerPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Ends the process that loads it. In the host's own process this would be the end of the host.</summary>
public sealed class ExitsInModuleInitializerPlugin() : SamplePlugin("exits-in-module-initializer")
{
    [ModuleInitializer]
    internal static void End() => Environment.Exit(0);
}

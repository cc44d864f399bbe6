using System.Runtime.CompilerServices;
using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(HangsInModuleInitializerPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Never comes back from being loaded. In the host's own process this would be the end of its start.</summary>
public sealed class HangsInModuleInitializerPlugin() : SamplePlugin("hangs-in-module-initializer")
{
    [ModuleInitializer]
    internal static void Hang() => Thread.Sleep(Timeout.Infinite);
}

using System.Runtime.CompilerServices;
using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ThrowsInModuleInitializerPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Breaks before any of its types can be used.</summary>
public sealed class ThrowsInModuleInitializerPlugin() : SamplePlugin("throws-in-module-initializer")
{
    [ModuleInitializer]
    internal static void Break() => throw new NotSupportedException("The text of a plugin's exception is not shown.");
}

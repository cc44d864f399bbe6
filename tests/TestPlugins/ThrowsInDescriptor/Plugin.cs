using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ThrowsInDescriptorPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Can be made, but breaks when asked what it is.</summary>
public sealed class ThrowsInDescriptorPlugin() : SamplePlugin("throws-in-descriptor")
{
    public override ProviderDescriptor Provider => throw new InvalidOperationException("The text of a plugin's exception is not shown.");
}

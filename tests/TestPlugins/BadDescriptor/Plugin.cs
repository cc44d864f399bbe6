using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using TestPlugins;

[assembly: ProviderPlugin(typeof(BadDescriptorPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Would send credentials in the clear.</summary>
public sealed class BadDescriptorPlugin() : SamplePlugin("bad-descriptor")
{
    public override ProviderDescriptor Provider => base.Provider with { BaseUrl = "http://api.example.com" };
}

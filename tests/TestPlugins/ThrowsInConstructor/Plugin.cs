using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ThrowsInConstructorPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Breaks while it is made.</summary>
public sealed class ThrowsInConstructorPlugin : SamplePlugin
{
    public ThrowsInConstructorPlugin()
        : base("throws-in-constructor") => throw new NotSupportedException("The text of a plugin's exception is not shown.");
}

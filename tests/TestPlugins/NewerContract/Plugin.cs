using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(NewerContractPlugin), "2.0")]

namespace TestPlugins;

/// <summary>Says that it was built for the next major contract.</summary>
public sealed class NewerContractPlugin() : SamplePlugin("newer-contract");

using IntegrationHost.Contracts;
using TestPlugins;

[assembly: ProviderPlugin(typeof(NewerMinorPlugin), "1.99")]

namespace TestPlugins;

/// <summary>Says that it was built for the next minor contract.</summary>
public sealed class NewerMinorPlugin() : SamplePlugin("newer-minor");

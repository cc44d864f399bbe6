using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;
using IntegrationHost.Sdk.Testing.Samples;

namespace IntegrationHost.Sdk.Testing;

/// <summary>
/// What every provider plugin must do, as tests that a class inherits:
/// <c>public sealed class AcmeConformance : ProviderConformance&lt;AcmePlugin&gt;;</c>.
/// They run the plugin over the host's own channel against servers on loopback; nothing needs a network or a key.
/// </summary>
/// <typeparam name="TPlugin">The generated plugin class.</typeparam>
/// <remarks>The plugin's recorded replies are taken from <c>replies/KIND/NAME.json</c> beside its project; <c>valid</c> is needed for every kind.</remarks>
public abstract partial class ProviderConformance<TPlugin>
    where TPlugin : IProviderPlugin, new()
{
    private protected static PluginUnderTest Plugin { get; } = new(new TPlugin());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The input that a module is run with, as a JSON object; <c>null</c>, the default, for one that is made from the metadata.</summary>
    /// <param name="moduleClass">Class of the module.</param>
    /// <remarks>Override it for a module whose metadata does not say all that it asks for.</remarks>
    protected virtual string? InputFor(string moduleClass) => null;

    /// <summary>The host's channel for a kind's examples, to a server that stands in for the provider.</summary>
    private static IProviderChannel Open(ProviderChannelFactory factory, CredentialKindDescriptor kind, Uri server, FieldValues values) =>
        factory.Open(ChannelTarget.For("a1", Plugin.Provider, kind, server), values);

    private static ProviderChannelFactory Factory(TimeSpan? deadline = null) =>
        new(new ChannelOptions { MaxRetries = 0, Deadline = deadline ?? TimeSpan.FromSeconds(10) }, TimeProvider.System);

    /// <summary>The verdict on a kind's examples, from a server that stands in for the provider.</summary>
    private static async Task<Verdict> VerifyAsync(CredentialKindDescriptor kind, Uri server, TimeSpan? deadline = null)
    {
        using ProviderChannelFactory factory = Factory(deadline);
        FieldValues values = FieldValues.Examples(kind);
        return await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, Open(factory, kind, server, values), values, Cancelled);
    }
}

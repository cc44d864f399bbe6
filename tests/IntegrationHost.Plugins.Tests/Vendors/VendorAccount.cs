using System.Text.Json.Nodes;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;
using IntegrationHost.Sdk.Testing.Samples;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>An account at a local vendor, reached over the host's own channel.</summary>
internal sealed class VendorAccount : IDisposable
{
    private readonly ProviderChannelFactory factory;
    private readonly IProviderPlugin plugin;
    private readonly CredentialKindDescriptor kind;
    private readonly FieldValues values;
    private readonly IProviderChannel channel;

    public VendorAccount(Vendor vendor, string providerId, string kindId, params (string Field, string Value)[] fields)
        : this(vendor.BaseUrl, providerId, kindId, fields)
    {
    }

    /// <summary>An account of a plugin that was loaded by the test itself.</summary>
    public VendorAccount(Vendor vendor, IProviderPlugin plugin, string kindId, params (string Field, string Value)[] fields)
        : this(vendor.BaseUrl, plugin, plugin.Provider.CredentialKinds.Single(kind => kind.Id == kindId), fields)
    {
    }

    public VendorAccount(string baseUrl, string providerId, string kindId, params (string Field, string Value)[] fields)
        : this(baseUrl, Providers.Plugin(providerId), Providers.Kind(providerId, kindId), fields)
    {
    }

    private VendorAccount(string baseUrl, IProviderPlugin plugin, CredentialKindDescriptor kind, (string Field, string Value)[] fields)
    {
        factory = new ProviderChannelFactory(new ChannelOptions { Deadline = TimeSpan.FromSeconds(5) }, TimeProvider.System);
        this.plugin = plugin;
        this.kind = kind;
        values = new FieldValues(fields.ToDictionary(field => field.Field, field => field.Value));
        channel = factory.Open(ChannelTarget.For("a1", plugin.Provider, kind, new Uri(baseUrl)), values);
    }

    /// <summary>The host's channel to the vendor.</summary>
    public IProviderChannel Channel => channel;

    public Task<Verdict> TestAsync() => new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, channel, values, TestContext.Current.CancellationToken);

    /// <summary>Runs a module that must succeed, by its simple class name; gives its outputs.</summary>
    public async Task<JsonObject> RunAsync(string module, string inputJson)
    {
        ModuleResult result = await ExecuteAsync(module, inputJson);
        Assert.True(result.Succeeded, result.Error?.ToString());
        return JsonNode.Parse(result.OutputJson!)!.AsObject();
    }

    /// <summary>Runs a module that must fail; gives its error.</summary>
    public async Task<ModuleError> FailAsync(string module, string inputJson)
    {
        ModuleResult result = await ExecuteAsync(module, inputJson);
        Assert.Null(result.OutputJson);
        return result.Error!;
    }

    public void Dispose() => factory.Dispose();

    private Task<ModuleResult> ExecuteAsync(string module, string inputJson) =>
        plugin.Modules.Single(item => item.Descriptor.ModuleClass.EndsWith("." + module, StringComparison.Ordinal))
            .ExecuteAsync(inputJson, channel, TestContext.Current.CancellationToken);
}

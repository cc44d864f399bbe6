using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Tests.TestHost;
using TestPlugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>A hand-written descriptor can say anything; each of these would break, or leak, later.</summary>
public sealed class DescriptorCheckTests
{
    private static readonly VerdictRuleDescriptor Rule = new() { Id = "r", Verdict = VerdictKind.Valid, Body = [new ConditionDescriptor { Path = "id", Operator = ConditionOperator.Exists }] };

    private static readonly (string Problem, Func<CatalogProvider, CatalogProvider> Change)[] Cases =
    [
        ("it describes no provider", offered => offered with { Descriptor = null! }),
        ("the provider's id is not lower-case kebab", offered => Provider(offered, provider => provider with { Id = "Not Kebab" })),
        ("the provider's id is not lower-case kebab", offered => Provider(offered, provider => provider with { Id = null! })),
        ("the provider has no name", offered => Provider(offered, provider => provider with { Name = " - " })),
        ("the base URL is not an absolute https address", offered => Provider(offered, provider => provider with { BaseUrl = "/relative" })),
        ("without user info", offered => Provider(offered, provider => provider with { BaseUrl = "https://user@api.example.com" })),
        ("no host is allowed", offered => Provider(offered, provider => provider with { AllowedHosts = [] })),
        ("no host is allowed", offered => Provider(offered, provider => provider with { AllowedHosts = [null!] })),
        ("there is no credential kind", offered => Provider(offered, provider => provider with { CredentialKinds = [] })),
        ("two credential kinds have one id", offered => Provider(offered, provider => provider with { CredentialKinds = [.. provider.CredentialKinds, .. provider.CredentialKinds] })),
        ("a credential kind's id is not lower-case kebab", offered => Kind(offered, kind => kind with { Id = null! })),
        ("credential kind key has no field", offered => Kind(offered, kind => kind with { Fields = [] })),
        ("a field of key has no key or label", offered => Kind(offered, kind => kind with { Fields = [kind.Fields[0] with { Key = "" }] })),
        ("two fields of key have one key", offered => Kind(offered, kind => kind with { Fields = [kind.Fields[0], kind.Fields[0]] })),
        ("credential kind key does not say how to authenticate", offered => Kind(offered, kind => kind with { Auth = null! })),
        ("the smoke test of key makes no request", offered => Kind(offered, kind => kind with { Verification = kind.Verification with { Requests = [] } })),
        ("rule r names a request that does not exist", offered => WithRule(offered, Rule with { Request = "nowhere" })),
        ("rule r leads to a request that does not exist", offered => WithRule(offered, Rule with { Verdict = null, Next = "nowhere" })),
        ("rule r earns a verdict without a look at the provider's own envelope", offered => WithRule(offered, Rule with { Body = [] })),
        ("a module has no descriptor", offered => offered with { Modules = [null!] }),
        ("two modules have one class", offered => offered with { Modules = [.. offered.Modules, .. offered.Modules] }),
        ("a module has no class", offered => Module(offered, module => module with { ModuleClass = null! })),
        ("a name of module com.example.sample.SendModule is missing", offered => Module(offered, module => module with { ModuleType = null! })),
        ("a name of module com.example.sample.SendModule is missing", offered => Module(offered, module => module with { Aliases = [null!] })),
        ("names a credential kind that does not exist", offered => Module(offered, module => module with { CredentialKinds = ["nowhere"] })),
        ("a list of module com.example.sample.SendModule is missing", offered => Module(offered, module => module with { RequiredScopes = null! })),
    ];

    public static TheoryData<int, string> Numbered => new(Cases.Select((one, index) => (index, one.Problem)));

    [Fact]
    public void Check_SamplePlugin_Passes() => DescriptorCheck.Check(Offered());

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Check_OneThingWrong_NamesItAndTheNextStep(int index, string problem)
    {
        CatalogProvider offered = Cases[index].Change(Offered());

        PluginFault fault = Assert.Throws<PluginFault>(() => DescriptorCheck.Check(offered));

        Assert.Equal(PluginStatus.Malfunctioned, fault.Status);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Correct the plugin's metadata.", fault.Message, StringComparison.Ordinal);
    }

    private static CatalogProvider Offered()
    {
        var plugin = new Sample();
        return new CatalogProvider("sample", plugin.Provider, plugin.Modules);
    }

    private static CatalogProvider Provider(CatalogProvider offered, Func<ProviderDescriptor, ProviderDescriptor> change) => offered with { Descriptor = change(offered.Descriptor) };

    private static CatalogProvider Kind(CatalogProvider offered, Func<CredentialKindDescriptor, CredentialKindDescriptor> change) =>
        Provider(offered, provider => provider with { CredentialKinds = [change(provider.CredentialKinds[0])] });

    private static CatalogProvider WithRule(CatalogProvider offered, VerdictRuleDescriptor rule) =>
        Kind(offered, kind => kind with { Verification = kind.Verification with { Rules = [rule] } });

    private static CatalogProvider Module(CatalogProvider offered, Func<ModuleDescriptor, ModuleDescriptor> change) =>
        offered with { Modules = [new FakeModule("Changed") { Descriptor = change(offered.Modules[0].Descriptor) }] };

    private sealed class Sample() : SamplePlugin("sample");
}

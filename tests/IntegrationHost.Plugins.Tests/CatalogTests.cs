using System.Reflection;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Plugins.Tests;

/// <summary>The catalogue: modules that ThorAPI runs, as data.</summary>
public sealed class CatalogTests
{
    private static readonly IProviderPlugin[] Plugins =
    [
        .. Assembly.Load("IntegrationHost.Plugins.Catalog").GetCustomAttributes<ProviderPluginAttribute>().Select(attribute => (IProviderPlugin)Activator.CreateInstance(attribute.EntryType)!),
    ];

    private static readonly IProviderModule[] Modules = [.. Plugins.SelectMany(plugin => plugin.Modules)];

    [Fact]
    public void Modules_AreAHundredOrMoreAndEachIsThereOnce()
    {
        Assert.True(Modules.Length >= 100, $"{Modules.Length} modules");
        Assert.Equal(Modules.Length, Modules.Select(module => module.Descriptor.ModuleClass).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Modules, module => Assert.False(module.Descriptor.RunsHere));
    }

    [Fact]
    public void Modules_EachHasTypedInputsInSentences()
    {
        Assert.All(Modules, module => Assert.NotEmpty(module.Descriptor.Inputs));
        Assert.All(Modules.SelectMany(module => module.Descriptor.Inputs), input => Assert.EndsWith(".", input.Description, StringComparison.Ordinal));
        Assert.All(Modules, module => Assert.EndsWith(".", module.Descriptor.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Modules_OfTheCuratedPlugins_AreNotDescribedTwice()
    {
        IEnumerable<string> curated = Providers.All.SelectMany(provider => Providers.Plugin(provider.Id).Modules).Select(module => Simple(module.Descriptor.ModuleClass));

        Assert.Empty(curated.Intersect(Modules.Select(module => Simple(module.Descriptor.ModuleClass)), StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("ZoomMeetingModule", "zoom")]
    [InlineData("CalendlySchedulingModule", "calendly")]
    [InlineData("MailtrapSendModule", "mailtrap")]
    [InlineData("EmailModule", "email")]
    [InlineData("InstagramPublishModule", "instagram")]
    [InlineData("XPostModule", "x")]
    [InlineData("DatabasePollerModule", "sql-database")]
    [InlineData("ElasticsearchSearchModule", "elasticsearch")]
    [InlineData("LinkShortenerModule", "account")]
    public void Credential_OfAService_IsItsKind(string simpleName, string kind)
    {
        ModuleDescriptor module = Find(simpleName);

        Assert.True(module.NeedsCredential);
        Assert.Equal([kind], module.CredentialKinds);
    }

    [Theory]
    [InlineData("LooperModule")]
    [InlineData("TemplateMergeModule")]
    [InlineData("PreferenceFilterModule")]
    [InlineData("EmailRecipientsModule")]
    [InlineData("DataValidationModule")]
    [InlineData("ApiToApiConnectorModule")]
    [InlineData("RestApiModule")]
    [InlineData("OllamaModule")]
    [InlineData("EchoModule")]
    public void Credential_OfAModuleThatNeedsNone_IsNone(string simpleName)
    {
        ModuleDescriptor module = Find(simpleName);

        Assert.False(module.NeedsCredential);
        Assert.Empty(module.CredentialKinds);
    }

    [Fact]
    public void Kinds_AreKeptForThorApiAndPromiseNoVerdict()
    {
        CredentialKindDescriptor[] kinds = [.. Plugins.SelectMany(plugin => plugin.Provider.CredentialKinds)];

        Assert.All(kinds, kind => Assert.Equal(AuthScheme.Stored, kind.Auth.Scheme));
        Assert.All(kinds, kind => Assert.Empty(kind.Verification.Rules));
        Assert.All(kinds, kind => Assert.All(kind.Fields, field => Assert.NotEqual(AccountProperty.None, field.AccountProperty)));
        Assert.All(Plugins, plugin => Assert.Empty(plugin.Provider.AllowedHosts));
    }

    private static ModuleDescriptor Find(string simpleName) => Modules.Select(module => module.Descriptor).Single(module => Simple(module.ModuleClass) == simpleName);

    private static string Simple(string moduleClass) => moduleClass[(moduleClass.LastIndexOf('.') + 1)..];
}

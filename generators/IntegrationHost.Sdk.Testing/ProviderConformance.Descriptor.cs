using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Sdk.Testing;

/// <content>What the plugin says of itself.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    /// <summary>The assembly names the plugin, and the contract that this suite has: another one is built with another SDK.</summary>
    [Fact]
    public void Assembly_NamesThePluginAndTheContractOfThisSuite()
    {
        ProviderPluginAttribute? attribute = Plugin.Assembly.GetCustomAttributes<ProviderPluginAttribute>().FirstOrDefault(item => item.EntryType == typeof(TPlugin));

        Assert.True(attribute is not null, $"No [assembly: ProviderPlugin] names {typeof(TPlugin).Name}, so that no host finds it. The generator writes it; derive from the generated class by 'partial' only.");
        Assert.True(
            attribute!.ContractVersion == ContractVersion.Current,
            $"The plugin is built against contract {attribute.ContractVersion}, and this suite tests with {ContractVersion.Current}. Give IntegrationHost.Sdk and IntegrationHost.Sdk.Testing the same version.");
    }

    /// <summary>The descriptor passes the check that a host makes before it takes a plugin.</summary>
    [Fact]
    public void Descriptor_IsOneThatAHostTakes()
    {
        try
        {
            DescriptorCheck.Check(new CatalogProvider(Plugin.Provider.Id, Plugin.Provider, Plugin.Plugin.Modules));
        }
        catch (PluginFault fault)
        {
            Assert.Fail(fault.Message);
        }
    }

    /// <summary>The code is that of the metadata in the assembly, which people read before they trust the plugin.</summary>
    [Fact]
    public void Descriptor_IsThatOfTheMetadataInTheAssembly()
    {
        ProviderMetadata metadata = Plugin.Metadata;

        Assert.Equal((metadata.Name, metadata.BaseUrl, metadata.Version), (Plugin.Provider.Name, Plugin.Provider.BaseUrl, Plugin.Provider.Version));
        Assert.Equal(metadata.AllowedHosts.Order(StringComparer.Ordinal), Plugin.Provider.AllowedHosts.Order(StringComparer.Ordinal));
        Assert.Equal(
            metadata.CredentialKinds.Select(kind => $"{kind.Id}: {kind.Auth.Scheme} of {string.Join(", ", kind.Fields.Select(field => field.Key))}"),
            Plugin.Provider.CredentialKinds.Select(kind => $"{kind.Id}: {kind.Auth.Scheme} of {string.Join(", ", kind.Fields.Select(field => field.Key))}"));
        Assert.Equal(metadata.Modules.Select(module => module.ModuleClass), Plugin.Plugin.Modules.Select(module => module.Descriptor.ModuleClass));
    }

    /// <summary>Two of the plugin describe the same, to the letter: nothing depends on clock, chance or surroundings.</summary>
    [Fact]
    public void Descriptor_IsTheSameEachTime()
    {
        static string Text(IProviderPlugin plugin) => JsonSerializer.Serialize(plugin.Provider) + JsonSerializer.Serialize(plugin.Modules.Select(module => module.Descriptor));

        Assert.Equal(Text(new TPlugin()), Text(new TPlugin()));
    }

    /// <summary>Examples of secrets are made up, and every example passes its own field's pattern.</summary>
    [Fact]
    public void Fields_HaveExamplesThatAreMadeUpAndFit()
    {
        foreach (CredentialFieldDescriptor field in Plugin.Provider.CredentialKinds.SelectMany(kind => kind.Fields).Where(field => field.Example.Length > 0 || (field.Secret && field.Required)))
        {
            Assert.True(!field.Secret || field.Example.EndsWith("EXAMPLE", StringComparison.Ordinal), $"The example of {field.Key} could be taken for a secret. Make it end in EXAMPLE.");
            Assert.True(
                field.Pattern is null || Regex.IsMatch(field.Example, @"\A(?:" + field.Pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant),
                $"The example of {field.Key} does not match the field's own pattern.");
        }
    }

    /// <summary>Credentials go to https addresses of allowed hosts, and no rule allows more hosts than those of one name.</summary>
    [Fact]
    public void Addresses_AreHttpsOfAllowedHosts()
    {
        foreach (string text in Plugin.Provider.Servers.Select(server => server.Value).Prepend(Plugin.Provider.BaseUrl).Where(text => text.Length > 0))
        {
            var address = new Uri(text);
            Assert.Equal("https", address.Scheme);
            Assert.Contains(Plugin.Provider.AllowedHosts, rule => HostRule.Matches(rule, address));
        }
    }

    /// <summary>Every module has a class of its own and says in sentences what it does.</summary>
    [Fact]
    public void Modules_HaveAClassAndADescription()
    {
        IReadOnlyList<ModuleDescriptor> modules = [.. Plugin.Plugin.Modules.Select(module => module.Descriptor)];

        Assert.Equal(modules.Count, modules.Select(module => module.ModuleClass).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(modules, module => Assert.True(module.Description.EndsWith('.'), $"The description of {module.ModuleClass} is no sentence."));
    }
}

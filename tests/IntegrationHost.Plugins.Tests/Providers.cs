using System.Collections.Concurrent;
using System.Reflection;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Plugins.Tests;

/// <summary>
/// The curated plugins, entered as the host enters them: by the attribute that the generator writes. With <c>INTEGRATION_HOST_ISOLATE=all</c> in the environment every test of
/// this project that asks for a plugin gets it in a worker.
/// </summary>
internal static class Providers
{
    /// <summary>Last parts of the names of the curated plugins' projects; the catalogue is none of them.</summary>
    public static readonly string[] Names = ["Gemini", "GitHub", "Gmail", "GoogleCalendar", "HubSpot", "OpenAI", "Salesforce", "SecureKey", "Slack", "Stripe", "Twilio"];

    private static readonly PluginRuntimes Runtimes = new(PluginIsolation.All);

    private static readonly ConcurrentDictionary<string, Lazy<IProviderPlugin>> Workers = [];

    private static readonly IReadOnlyList<IProviderPlugin> Plugins = [.. Names.Select(name => Environment.GetEnvironmentVariable("INTEGRATION_HOST_ISOLATE") == "all" ? Isolated(name) : Enter(name))];

    public static IReadOnlyList<ProviderDescriptor> All => [.. Plugins.Select(plugin => plugin.Provider)];

    public static IProviderPlugin Plugin(string providerId) => Plugins.Single(plugin => plugin.Provider.Id == providerId);

    public static CredentialKindDescriptor Kind(string providerId, string kindId) =>
        Plugin(providerId).Provider.CredentialKinds.Single(kind => kind.Id == kindId);

    /// <summary>The plugin in a worker of its own, which ends with the tests.</summary>
    public static IProviderPlugin Isolated(string name) => Workers.GetOrAdd(name, _ => new(() =>
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"IntegrationHost.Plugins.{name}.dll");
        return Runtimes.For("curated").Load(path, PluginStamp.Read(path)).Providers.Single();
    })).Value;

    private static IProviderPlugin Enter(string name)
    {
        var attribute = Assembly.Load("IntegrationHost.Plugins." + name).GetCustomAttribute<ProviderPluginAttribute>();
        return (IProviderPlugin)Activator.CreateInstance(attribute!.EntryType)!;
    }
}

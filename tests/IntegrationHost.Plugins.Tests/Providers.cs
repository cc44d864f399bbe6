using System.Reflection;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Plugins.Tests;

/// <summary>The curated plugins, entered as the host enters them: by the attribute that the generator writes.</summary>
internal static class Providers
{
    /// <summary>Last parts of the names of the curated plugins' projects; the catalogue is none of them.</summary>
    public static readonly string[] Names = ["Gemini", "GitHub", "Gmail", "GoogleCalendar", "HubSpot", "OpenAI", "Salesforce", "SecureKey", "Slack", "Stripe", "Twilio"];

    private static readonly IReadOnlyList<IProviderPlugin> Plugins = [.. Names.Select(Enter)];

    public static IReadOnlyList<ProviderDescriptor> All => [.. Plugins.Select(plugin => plugin.Provider)];

    public static IProviderPlugin Plugin(string providerId) => Plugins.Single(plugin => plugin.Provider.Id == providerId);

    public static CredentialKindDescriptor Kind(string providerId, string kindId) =>
        Plugin(providerId).Provider.CredentialKinds.Single(kind => kind.Id == kindId);

    private static IProviderPlugin Enter(string name)
    {
        var attribute = Assembly.Load("IntegrationHost.Plugins." + name).GetCustomAttribute<ProviderPluginAttribute>();
        return (IProviderPlugin)Activator.CreateInstance(attribute!.EntryType)!;
    }
}

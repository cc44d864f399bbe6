using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>Why the catalogue has no provider of an id: a plugin that has it may be there and not serve.</summary>
internal static class MissingProvider
{
    // Details are asked for one by one; a directory full of refused plugins does not hold a command up.
    private const int MostAsked = 50;

    /// <summary>The sentence, with the next step; the word itself is not repeated.</summary>
    public static async Task<string> SayAsync(CommandRun run, IReadOnlyList<ProviderCard> catalog, string id)
    {
        try
        {
            IReadOnlyList<PluginReport> plugins = await run.Client.GetPluginsAsync(run.CancellationToken);
            foreach (PluginReport plugin in plugins.Where(plugin => plugin.Status != "Active").OrderBy(plugin => plugin.Id == id ? 0 : 1).Take(MostAsked))
            {
                PluginDetailReport detail = await run.Plugins.GetPluginAsync(plugin.Id, run.CancellationToken);
                if (detail.Ask is { } ask ? ask.Providers.Any(provider => provider.Id == id) : plugin.Id == id)
                    return $"The plugin '{plugin.Id}' has that provider and does not serve ({plugin.Status}). {plugin.Cause}";
            }
        }
        catch (HostApiException)
        {
            // Not everybody may see plugins.
        }

        return NearestProviders.Unknown(catalog, id);
    }
}

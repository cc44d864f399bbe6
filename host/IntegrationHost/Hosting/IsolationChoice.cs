using IntegrationHost.Commands;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Hosting;

/// <summary>The one switch of where plugins run: <c>--isolate-plugins</c>, or a variable for those who start the host by a unit or a container.</summary>
internal static class IsolationChoice
{
    public const string Variable = "INTEGRATION_HOST_ISOLATE";

    /// <summary>What the environment says.</summary>
    /// <exception cref="UsageException">It says something that there is not.</exception>
    public static PluginIsolation OfEnvironment() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "dropped-in" => PluginIsolation.DroppedIn,
        "all" => PluginIsolation.All,
        _ => throw new UsageException($"{Variable} is neither 'all' nor 'dropped-in'. Set it to one of them, or unset it."),
    };
}

using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>What the loader says to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Plugin {Id} is {Status}: {Cause}")]
    public static partial void PluginLeftOut(ILogger logger, string id, PluginStatus status, string cause);
}

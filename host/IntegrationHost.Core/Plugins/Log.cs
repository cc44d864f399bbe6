using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>What the loader says to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Plugin {Id} is {Status}: {Cause}")]
    public static partial void PluginLeftOut(ILogger logger, string id, PluginStatus status, string cause);

    [LoggerMessage(1002, LogLevel.Warning, "The worker of plugin {Id} broke ({Code}): its process {Reason}")]
    public static partial void WorkerBroke(ILogger logger, string id, string code, string reason);
}

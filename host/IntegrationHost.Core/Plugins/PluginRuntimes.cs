using IntegrationHost.Core.Plugins.Workers;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>Decides where each plugin's code runs.</summary>
public sealed class PluginRuntimes
{
    private const string Curated = "curated";

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly PluginIsolation isolation;
    private readonly InProcessRuntime inProcess = new();
    private readonly WorkerRuntime workers;

    /// <param name="isolation">Which plugins run in a process of their own.</param>
    /// <param name="logger">Hears of workers that broke; may be <c>null</c>.</param>
    /// <param name="onFault">Is told the plugin's assembly and what happened to its worker; may be <c>null</c>.</param>
    public PluginRuntimes(PluginIsolation isolation = PluginIsolation.DroppedIn, ILogger? logger = null, Action<string, string>? onFault = null)
        : this(isolation, new WorkerOptions(), logger, onFault)
    {
    }

    internal PluginRuntimes(PluginIsolation isolation, WorkerOptions options, ILogger? logger = null, Action<string, string>? onFault = null)
    {
        this.isolation = isolation;
        workers = new WorkerRuntime(options, logger, onFault);
    }

    /// <summary>Starts a worker without a plugin, to see whether one can be started here and what holds it.</summary>
    /// <returns>The layers of confinement in force, and what is wrong or missing; the latter is empty if all is well.</returns>
    public static async Task<(IReadOnlyList<string> Layers, string Problem)> ProbeAsync()
    {
        try
        {
            IReadOnlyList<string> layers = await WorkerProcess.ProbeAsync(new WorkerOptions());
            string[] open =
            [
                .. layers.Contains(Worker.Confinement.Layers.Landlock) ? [] : new[] { "it can read the files that this user can (no Landlock: Linux 5.13 or newer has it)" },
                .. layers.Contains(Worker.Confinement.Layers.SystemCalls) ? [] : new[] { "it can start programs and reach the network (no seccomp)" },
            ];
            return (layers, open.Length == 0 ? "" : $"On this system a plugin in a process of its own is held less: {string.Join("; ", open)}.");
        }
        catch (WorkerFault fault)
        {
            return ([], fault.Message);
        }
    }

    /// <summary>Removes what workers of hosts that were killed left among the temporary files.</summary>
    public static void RemoveLeftovers() => WorkerHomes.RemoveLeft();

    /// <summary>Runs all of them in this process: for tests of what happens around the code, which a process for each would only slow down.</summary>
    internal static PluginRuntimes InThisProcess() => new() { IsHere = true };

    private bool IsHere { get; init; }

    /// <summary>The runtime for a plugin.</summary>
    /// <param name="tier">Its tier; <c>curated</c> ones were pinned by the build.</param>
    internal IPluginRuntime For(string tier) => RunsApart(tier) ? workers : inProcess;

    /// <summary>Whether a plugin gets a process of its own.</summary>
    internal bool RunsApart(string tier) => !IsHere && (isolation != PluginIsolation.DroppedIn || tier != Curated);

    /// <summary>Waits until nothing of the workers that were ended is left: they do not outlive the host, and should leave nothing behind.</summary>
    internal void WaitForEnd() => workers.WaitForEnd(EndPatience);
}

using System.Runtime.InteropServices;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;

namespace IntegrationHost.Diagnosis;

/// <summary>Examines what the program needs. Makes nothing: on a fresh machine it says what the first start will make.</summary>
internal static class Doctor
{
    private const UnixFileMode OthersMask =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const int MostNamed = 5;

    public static async Task<IReadOnlyList<Finding>> ExamineAsync(HostPaths paths, CancellationToken cancellationToken) =>
    [
        new("program", FindingOutcome.Ok, $"integration-host {ProductVersion.Text} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
        DataDirectory(paths),
        KeyFile(paths),
        await StoreAsync(paths, cancellationToken),
        .. Plugins(),
        await IsolationAsync(),
        Terminal(),
    ];

    private static Finding DataDirectory(HostPaths paths)
    {
        string directory = paths.DataDirectory;
        if (!Directory.Exists(directory))
        {
            return new("data directory", FindingOutcome.Ok, $"{directory} is not there yet; the first start makes it.");
        }

        UnixFileMode mode = ModeOf(directory);
        return (mode & OthersMask) != 0
            ? new("data directory", FindingOutcome.Fail, $"{directory} is open to others. Run: chmod 700 '{directory}'")
            : new("data directory", FindingOutcome.Ok, directory);
    }

    private static Finding KeyFile(HostPaths paths)
    {
        bool store = File.Exists(paths.DatabasePath) || File.Exists(paths.KeyRingPath);
        IReadOnlyList<SlotReport> slots = SlotsOf(paths);
        if (slots.Count > 0 && slots.All(slot => slot.Place != paths.KeyFilePath))
        {
            return new("key file", FindingOutcome.Ok, $"Not used; the store is unlocked by {string.Join(", ", slots.Select(slot => slot.Id))}.");
        }

        return (File.Exists(paths.KeyFilePath), store) switch
        {
            (false, false) => new("key file", FindingOutcome.Ok, $"{paths.KeyFilePath} is not there yet; the first start makes it."),
            (false, true) => new("key file", FindingOutcome.Fail, $"{paths.KeyFilePath} is missing, and the store was sealed with it. Restore it from your backup; no other key opens the secrets."),
            (true, _) when (ModeOf(paths.KeyFilePath) & OthersMask) != 0 =>
                new("key file", FindingOutcome.Fail, $"{paths.KeyFilePath} is open to others. Run: chmod 600 '{paths.KeyFilePath}'"),
            _ => new("key file", FindingOutcome.Ok, $"{paths.KeyFilePath}; keep a copy apart from the store."),
        };
    }

    private static IReadOnlyList<SlotReport> SlotsOf(HostPaths paths)
    {
        try
        {
            return KeySlots.Describe(paths);
        }
        catch (StoreException)
        {
            // The finding of the store says it.
            return [];
        }
    }

    private static async Task<Finding> StoreAsync(HostPaths paths, CancellationToken cancellationToken)
    {
        if (!File.Exists(paths.DatabasePath))
        {
            return new("store", FindingOutcome.Ok, "None yet; the first start makes it.");
        }

        try
        {
            await using HostSession session = await HostSession.OpenAsync(paths, new SessionOptions(), cancellationToken);
            HostStatus status = await session.Client.GetStatusAsync(cancellationToken);
            if (status.Sealed)
            {
                return new("store", FindingOutcome.Warn, $"Sealed. {status.SealedReason}");
            }

            HeroMetrics metrics = await session.Client.GetHeroMetricsAsync(cancellationToken);
            AuditVerifyReport rows = await session.Access.VerifyAuditAsync(new AuditVerifyRequest(), cancellationToken);
            if (Strange(rows) is { } strange)
            {
                return new("store", FindingOutcome.Fail, strange);
            }

            string owner = session.IsOwner ? "no other process owns it" : $"served by process {status.ProcessId} since {status.StartedAt:u}";
            return new("store", FindingOutcome.Ok, $"Opens; {metrics.Accounts} accounts, {metrics.Modules} modules that need one; {owner}.");
        }
        catch (Exception failure) when (failure is StoreException or HostUnavailableException or Api.ApiStartException)
        {
            return new("store", FindingOutcome.Fail, failure.Message);
        }
    }

    /// <summary>What somebody else than the host changed in the database; <c>null</c> if nothing was.</summary>
    private static string? Strange(AuditVerifyReport report)
    {
        string[] rows = [.. report.Tampered, .. report.Damaged ?? []];
        return (report.Verdict, rows, report.Recounted) switch
        {
            (not "Intact", _, _) => "The trail is not as it was written. Run: integration-host audit verify",
            (_, { Length: > 0 }, _) => $"Changed outside the host: {string.Join("; ", rows.Take(MostNamed))}{(rows.Length > MostNamed ? $"; and {rows.Length - MostNamed} more" : "")}. Run: integration-host audit verify",
            (_, _, true) => "The figures over the accounts were changed outside the host. They were counted anew.",
            _ => null,
        };
    }

    private static IEnumerable<Finding> Plugins()
    {
        using PluginHost plugins = PluginHost.Load(OwnedStore.PluginsDirectory, logger: null);
        if (plugins.Plugins.Count == 0)
        {
            yield return new("plugins", FindingOutcome.Fail, $"None in {OwnedStore.PluginsDirectory}. Build or install the program again.");
        }

        foreach (PluginState plugin in plugins.Plugins)
        {
            yield return plugin.Status == PluginStatus.Active
                ? new("plugin", FindingOutcome.Ok, $"{plugin.Id} {plugin.Version}, contract {plugin.ContractVersion}")
                : new("plugin", FindingOutcome.Fail, $"{plugin.Id} is {plugin.Status}: {plugin.Cause}");
        }
    }

    private static async Task<Finding> IsolationAsync()
    {
        (IReadOnlyList<string> layers, string problem) = await PluginRuntimes.ProbeAsync();
        FindingOutcome outcome = layers.Count == 0 ? FindingOutcome.Fail : problem.Length > 0 ? FindingOutcome.Warn : FindingOutcome.Ok;
        return new("plugin isolation", outcome, problem.Length > 0 ? problem : $"Plugins that are dropped in run in a process of their own, held by: {string.Join(", ", layers)}.");
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static Finding Terminal()
    {
        if (System.Console.IsInputRedirected || System.Console.IsOutputRedirected)
        {
            return new("terminal", FindingOutcome.Warn, "Input or output is no terminal: commands work, the console does not.");
        }

        string? term = Environment.GetEnvironmentVariable("TERM");
        return string.IsNullOrEmpty(term) || term == "dumb"
            ? new("terminal", FindingOutcome.Warn, "TERM is empty or dumb: commands work, the console does not.")
            : new("terminal", FindingOutcome.Ok, term);
    }
}

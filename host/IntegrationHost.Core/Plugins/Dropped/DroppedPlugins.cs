using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// The plugins that people put into the plugins directory: seen without a restart, untrusted until an operator approves their bytes, replaced while runs go on. The catalogue
/// always is one whole state; what is replaced serves until what replaces it has passed its self-test.
/// </summary>
public sealed partial class DroppedPlugins : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private readonly HostStore store;
    private readonly PluginHost host;
    private readonly TimeProvider time;
    private readonly ContentStore contents;
    private readonly DropFolder folder;
    private readonly LoadedPlugins loaded;
    private readonly CredentialMigration migration;
    private readonly HashSet<string> told = [];
    private PluginRecords records = PluginRecords.None;
    private PluginPicture picture = new();
    private Task? watching;

    /// <param name="store">The store, which holds the approvals.</param>
    /// <param name="host">The plugins that came with the program, and the catalogue of all.</param>
    /// <param name="time">The clock.</param>
    public DroppedPlugins(HostStore store, PluginHost host, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(host);
        this.store = store;
        this.host = host;
        this.time = time;
        contents = new ContentStore(store.Paths.PluginContentDirectory);
        folder = new DropFolder(store.Paths.PluginsDirectory, contents);
        loaded = new LoadedPlugins(contents, host.Runtimes, host.Catalog, time);
        migration = new CredentialMigration(store.Keys);
    }

    /// <summary>Versions that were replaced and whose last run has not ended.</summary>
    public int Ending => loaded.Ending;

    /// <summary>Every plugin as it stands now.</summary>
    public IReadOnlyList<PluginState> List() => host.Plugins;

    /// <summary>Looks at the plugins directory for the first time, has what is approved serve, and goes on looking every two seconds. Does nothing while the store is sealed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.IsSealed)
            return;
        await LookAsync(DropLook.Thorough, cancellationToken);
        if (watching is not null)
            return;

        // Who unsealed the store is not who looks from now on.
        using (ExecutionContext.SuppressFlow())
            watching = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>Looks at the plugins directory again.</summary>
    /// <param name="look">How closely.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task LookAsync(DropLook look, CancellationToken cancellationToken)
    {
        if (store.IsSealed)
            return;

        // Who only wants to see the plugins does not wait for a self-test.
        if (look == DropLook.Thorough)
            await turn.WaitAsync(cancellationToken);
        else if (!await turn.WaitAsync(Courtesy, cancellationToken))
            return;
        try
        {
            if (await Task.Run(() => Look(look), cancellationToken) || look == DropLook.Thorough)
                await RefreshAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>One plugin with all that is needed to decide about it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="digest">Which of those that wait is meant; <c>null</c> for the newest.</param>
    /// <exception cref="NotFoundException">There is no such plugin.</exception>
    public async Task<PluginDetail> ShowAsync(string id, CancellationToken cancellationToken, string? digest = null)
    {
        PluginState[] states = [.. host.Plugins.Where(state => state.Id == id)];
        if (states.Length == 0)
            throw new NotFoundException("plugin", id);

        SeenPlugin[] seen = [.. folder.Seen.Where(found => found.Id == id)];
        PluginState? waiting = states.Where(state => state.NeedsApproval && (digest is null || state.Digest == digest))
            .OrderByDescending(state => state.Version, Comparer<string?>.Create(VersionRange.Compare)).FirstOrDefault();
        PluginState shown = states.FirstOrDefault(state => state.Status == PluginStatus.Active) ?? states[0];
        PluginInspection? asking = seen.FirstOrDefault(found => found.Digest.Length > 0 && found.Digest == (waiting ?? shown).Digest)?.Inspection;
        PluginDetail detail = new()
        {
            Plugin = shown,
            Waiting = waiting,
            Publisher = asking?.Publisher,
            Ask = asking?.Ask ?? records.CurrentOf(id)?.Ask ?? BuiltAsk(id),
            Versions = await VersionsAsync(id, seen, cancellationToken),
        };
        return await PluginUse.AddAsync(store, host.Catalog, detail, cancellationToken);
    }

    /// <summary>Ends the watch and unloads what is loaded.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (watching is not null)
            await watching;
        loaded.KeepOnly(new HashSet<string>());
        ending.Dispose();
        turn.Dispose();
    }

    /// <summary>The directory is made, and closed to others, by whoever comes first; one of another user is not looked into.</summary>
    private bool Look(DropLook look)
    {
        string directory = store.Paths.PluginsDirectory;
        try
        {
            if (!Directory.Exists(directory))
                PrivateFiles.EnsureDirectory(directory);
        }
        catch (StoreException failure)
        {
            return folder.Forget(failure.Message);
        }

        if (!UnixProcess.OwnsDirectory(directory, followLink: false))
            return folder.Forget($"The directory {directory} belongs to another user, or is a link. Put a directory of your own there.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder.Look(look);
    }

    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                try
                {
                    await LookAsync(DropLook.Patient, ending.Token);
                }
                catch (Exception failure) when (failure is StoreException or StoreSealedException or AuditUnavailableException or IOException or UnauthorizedAccessException or DbUpdateException)
                {
                    // The next look may do better; until then all is as it was.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    /// <summary>Reads what was decided, and exchanges the catalogue for what follows from it.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        records = await PluginRecords.ReadAsync(store, cancellationToken);
        picture = folder.Seen.Count + records.Approved.Count == 0 ? new PluginPicture() : PluginPicture.Of(folder.Seen, records, new Collisions(host.BuiltIds, host.Built), loaded.Open);
        if (folder.Problem is { } problem)
            picture.Add(problem);
        Publish();
        await TellWithdrawnAsync(cancellationToken);
        loaded.KeepOnly(picture.Current.Concat(picture.Beside).Select(version => version.Digest).ToHashSet(StringComparer.Ordinal));
        contents.KeepOnly(records.Approved.Select(version => version.Content.Digest).Concat(folder.Seen.Select(found => found.Digest)).Concat(loaded.InUse).ToHashSet(StringComparer.Ordinal));
    }

    private void Publish()
    {
        PluginPicture now = picture;
        host.Offer(new OfferedPlugins(
            [.. now.Current.SelectMany(version => version.Providers)],
            [.. now.Beside.SelectMany(version => version.Providers)],
            records.SwitchedOff,
            () => [.. now.States.Select(Live)]));
    }

    private PluginState Live(PluginState state) => state.Status == PluginStatus.Active && loaded.Find(state.Digest!) is { } version
        ? version.Fault is { } fault ? state with { Status = PluginStatus.Malfunctioned, Cause = fault, Isolation = version.Isolation } : state with { Isolation = version.Isolation }
        : state;

    private async Task TellWithdrawnAsync(CancellationToken cancellationToken)
    {
        // It is the host that takes it out, whoever asked for a look.
        ActingAs.Set(Actor.Host);
        HashSet<string> now = [.. picture.Withdrawn.Select(gone => $"{gone.Approved.Content.Digest}>{gone.Found}")];
        foreach ((ApprovedPlugin approved, string found) in picture.Withdrawn.Where(gone => !told.Contains($"{gone.Approved.Content.Digest}>{gone.Found}")))
        {
            await store.Audit.RecordAsync(
                new AuditEvent(AuditActions.PluginWithdrawn, "plugin", approved.PluginId, AuditResults.Ok, ("version", approved.Version), ("digest", approved.Content.Digest), ("found", found)), cancellationToken);
        }

        told.Clear();
        told.UnionWith(now);
    }

    private async Task<IReadOnlyList<PluginVersionFacts>> VersionsAsync(string id, SeenPlugin[] seen, CancellationToken cancellationToken)
    {
        ApprovedPlugin[] approved = [.. records.Of(id)];
        string[] providers = [.. approved.SelectMany(version => version.Ask.Providers).Select(provider => provider.Id).Distinct()];
        Dictionary<string, int> pinned = await PluginUse.PinnedAsync(store, host.Catalog, providers, cancellationToken);
        IEnumerable<PluginVersionFacts> known = approved.Select(version => new PluginVersionFacts(
            version.Version, version.Content.Digest, version.State.ToString(), version.ApprovedBy, version.ApprovedAt, version.Content.Files.Count,
            version.State == ApprovalState.Former ? 0 : pinned.GetValueOrDefault(version.Version), loaded.Find(version.Content.Digest)?.Running ?? 0));
        IEnumerable<PluginVersionFacts> waiting = seen.Where(found => found.Problem is null && approved.All(version => version.Content.Digest != found.Digest)).DistinctBy(found => found.Digest)
            .Select(found => new PluginVersionFacts(found.Inspection!.Version!, found.Digest, "Waiting", null, null, found.Inspection.Content.Files.Count, 0, 0));
        return [.. known.Concat(waiting).OrderByDescending(version => version.Version, Comparer<string>.Create(VersionRange.Compare))];
    }

    private PluginAsk? BuiltAsk(string id) => host.Built.Where(provider => provider.PluginId == id).ToArray() is { Length: > 0 } providers ? PluginAsk.Of(providers) : null;

    private static NotFoundException Missing(string id) => new("plugin", id);
}

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
public sealed class DroppedPlugins : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

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
        await turn.WaitAsync(cancellationToken);
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
        PluginState? waiting = states.Where(state => state.NeedsApproval).OrderByDescending(state => state.Digest == digest)
            .ThenByDescending(state => state.Version, Comparer<string?>.Create(VersionRange.Compare)).FirstOrDefault();
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

    /// <summary>Copies a folder or a zip into the plugins directory. None of its code runs; it waits for an approval.</summary>
    /// <param name="path">Full path on this machine.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Its id, and the digest of what was added.</returns>
    /// <exception cref="InvalidInputException">There is no folder or zip.</exception>
    /// <exception cref="ConflictException">It cannot be approved as it is.</exception>
    public async Task<(string Id, string Digest)> AddAsync(string path, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            (PluginContent content, PluginInspection read) = await Task.Run(() => Inspect(path), cancellationToken);
            string name = $"{read.Id}-{read.Version}";
            string target = Path.Combine(store.Paths.PluginsDirectory, name);

            // What serves stays in its place: it would be out if something else lay there.
            if (folder.Seen.Any(found => found.Source.Name == name && found.Digest != content.Digest))
                target = Path.Combine(store.Paths.PluginsDirectory, $"{name}-{content.Digest[..8]}");
            PrivateFiles.EnsureDirectory(store.Paths.PluginsDirectory);
            if (folder.Seen.All(found => found.Digest != content.Digest))
                contents.WriteTo(content, target);
            await Task.Run(() => Look(DropLook.Thorough), cancellationToken);
            await RefreshAsync(cancellationToken);
            return (read.Id, content.Digest);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Approves exactly the bytes with this digest: loads them beside what serves, tries them, and has them serve.</summary>
    /// <param name="id">The plugin.</param>
    /// <param name="digest">Digest of what was shown.</param>
    /// <param name="beside">Whether the version before goes on serving accounts that name it. It does in any case if an account stays on it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NotFoundException">There is no such plugin.</exception>
    /// <exception cref="ConflictException">Other bytes lie there now, or they cannot be approved, or failed their self-test: what served goes on serving.</exception>
    public async Task ApproveAsync(string id, string digest, bool beside, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Look(DropLook.Thorough), cancellationToken);
            records = await PluginRecords.ReadAsync(store, cancellationToken);
            SeenPlugin found = Waiting(id, digest);
            ApprovedPlugin approved = Approval(found);
            await PutInForceAsync(approved, AuditActions.PluginApprove, beside, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Goes back to the version that served before, and puts its bytes into the plugins directory again.</summary>
    /// <exception cref="NotFoundException">There is no such plugin.</exception>
    /// <exception cref="ConflictException">There is no version to go back to, or it failed its self-test.</exception>
    public async Task RollBackAsync(string id, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Look(DropLook.Thorough), cancellationToken);
            records = await PluginRecords.ReadAsync(store, cancellationToken);
            ApprovedPlugin[] versions = [.. records.Of(id)];
            if (versions.Length == 0)
                throw folder.Seen.Any(found => found.Id == id) ? new ConflictException($"Plugin {id} was never approved, so that there is nothing to go back to.") : Missing(id);

            // If what was approved does not lie there any more, going back means to put it there.
            ApprovedPlugin? current = Array.Find(versions, version => version.State == ApprovalState.Current);
            bool intact = current is not null && folder.Seen.Any(found => found.Digest == current.Content.Digest);
            ApprovedPlugin target = current is not null && !intact ? current
                : Array.Find(versions, version => version != current) ?? throw new ConflictException($"Plugin {id} has no earlier version that was approved. There is nothing to go back to.");
            string source = Restore(target);
            await PutInForceAsync(target with { Source = source, State = ApprovalState.Current }, AuditActions.PluginRollback, beside: false, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Switches a plugin off or on; also one that came with the program.</summary>
    /// <exception cref="NotFoundException">There is no such plugin.</exception>
    public async Task SwitchAsync(string id, bool off, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (host.Plugins.All(state => state.Id != id))
                throw Missing(id);
            await using (StoreWrite write = await store.BeginAsync(cancellationToken))
            {
                PluginSwitchRow? row = await write.Context.PluginSwitches.FirstOrDefaultAsync(known => known.PluginId == id, cancellationToken);
                if (row is null)
                    write.Context.PluginSwitches.Add(row = new PluginSwitchRow { PluginId = id, Disabled = off, ChangedBy = "", ChangedAt = default });
                row.Disabled = off;
                row.ChangedBy = ActingAs.Current.Id;
                row.ChangedAt = time.GetUtcNow();
                RowMac.Sign(store.Keys, row);
                write.Record(new AuditEvent(AuditActions.PluginSwitch, "plugin", id, AuditResults.Ok, ("disabled", off ? "yes" : "no")));
                await write.CommitAsync(cancellationToken);
            }

            if (!off)
            {
                // Switched on is also let out of quarantine.
                host.Restart(id);
                foreach (PluginVersion version in picture.Current.Where(version => version.Providers.Any(provider => provider.PluginId == id)))
                    version.Restart();
            }

            await RefreshAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Loads the version that serves once more, tries it, and has it serve; the one before is unloaded when its runs have ended.</summary>
    /// <exception cref="NotFoundException">There is no such plugin.</exception>
    /// <exception cref="ConflictException">It does not serve, or failed its self-test: then the one before goes on serving.</exception>
    public async Task ReloadAsync(string id, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (host.BuiltIds.Contains(id))
                throw new ConflictException($"Plugin {id} came with the program and is loaded when that starts. Restart the host.");
            ApprovedPlugin approved = records.CurrentOf(id) ?? throw (host.Plugins.Any(state => state.Id == id) ? new ConflictException($"Plugin {id} is not approved. Approve it first.") : Missing(id));
            if (picture.Current.All(version => version.Digest != approved.Content.Digest))
                throw new ConflictException($"Plugin {id} does not serve. See why: integration-host plugins show {id}");
            try
            {
                (ILoadedPlugin plugin, StoredDescriptors descriptors) = await loaded.TryAsync(approved, cancellationToken);
                PluginVersion? before = loaded.Exchange(loaded.Make(approved, descriptors, plugin));
                await RefreshAsync(cancellationToken);
                if (before is not null)
                    loaded.Retire(before);
                await store.Audit.RecordAsync(new AuditEvent(AuditActions.PluginReload, "plugin", id, AuditResults.Ok, ("version", approved.Version)), cancellationToken);
            }
            catch (PluginFault fault)
            {
                await store.Audit.RecordAsync(new AuditEvent(AuditActions.PluginReload, "plugin", id, AuditResults.Failed, ("version", approved.Version), ("reason", fault.Status.ToString())), cancellationToken);
                throw new ConflictException($"{fault.Message} It was not exchanged: what is loaded goes on serving.");
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes away a plugin's approvals and its files, or those of one version.</summary>
    /// <param name="id">The plugin.</param>
    /// <param name="version">The version; <c>null</c> for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NotFoundException">There is no such plugin or version.</exception>
    /// <exception cref="ConflictException">It came with the program, or the version serves everyone.</exception>
    public async Task RemoveAsync(string id, string? version, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (host.BuiltIds.Contains(id))
                throw new ConflictException($"Plugin {id} came with the program. It can be switched off: integration-host plugins disable {id}");
            records = await PluginRecords.ReadAsync(store, cancellationToken);
            string[] digests =
            [
                .. records.Of(id).Where(known => version is null || known.Version == version).Select(known => known.Content.Digest)
                    .Concat(folder.Seen.Where(found => found.Id == id && (version is null || found.Inspection?.Version == version)).Select(found => found.Digest)).Distinct(),
            ];
            if (digests.Length == 0 && !records.Tampered.Contains(id))
                throw version is null ? Missing(id) : new NotFoundException("version", version);
            if (version is not null && records.CurrentOf(id) is { } current && digests.Contains(current.Content.Digest))
                throw new ConflictException($"Version {version} serves. Go back to another first (integration-host plugins rollback {id}), or remove the whole plugin.");

            await using (StoreWrite write = await store.BeginAsync(cancellationToken))
            {
                await write.Context.PluginApprovals.Where(row => row.PluginId == id && (version == null || row.Version == version)).ExecuteDeleteAsync(cancellationToken);
                if (version is null)
                    await write.Context.PluginSwitches.Where(row => row.PluginId == id).ExecuteDeleteAsync(cancellationToken);
                write.Record(new AuditEvent(AuditActions.PluginRemove, "plugin", id, AuditResults.Ok, ("version", version ?? "all")));
                await write.CommitAsync(cancellationToken);
            }

            foreach (SeenPlugin found in folder.Seen.Where(found => found.Id == id && digests.Contains(found.Digest)))
                ContentStore.RemoveSource(found.Source.Path);
            await Task.Run(() => Look(DropLook.Thorough), cancellationToken);
            await RefreshAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
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

    private async Task PutInForceAsync(ApprovedPlugin approved, string action, bool beside, CancellationToken cancellationToken)
    {
        string id = approved.PluginId;
        ApprovedPlugin? before = records.CurrentOf(id);
        ILoadedPlugin plugin;
        StoredDescriptors descriptors;
        try
        {
            (plugin, descriptors) = await loaded.TryAsync(approved, cancellationToken);
        }
        catch (PluginFault fault)
        {
            await store.Audit.RecordAsync(
                new AuditEvent(action, "plugin", id, AuditResults.Failed, ("version", approved.Version), ("digest", approved.Content.Digest), ("reason", fault.Status.ToString())), cancellationToken);
            bool serves = before is not null && picture.Current.Any(version => version.Digest == before.Content.Digest);
            throw new ConflictException($"{fault.Message} Nothing was approved{(serves ? $"; version {before!.Version} goes on serving" : "")}.");
        }

        bool stored = false;
        try
        {
            RefuseCollision(id, descriptors);
            byte[] json = descriptors.ToJson();
            contents.WriteDescriptors(approved.Content.Digest, json);
            ApprovedPlugin inForce = approved with { Descriptors = StoredDescriptors.Hash(json), Rank = records.Approved.Select(version => version.Rank).DefaultIfEmpty().Max() + 1 };
            PluginVersion version = loaded.Make(inForce, descriptors, plugin);
            await using (StoreWrite write = await store.BeginAsync(cancellationToken))
            {
                IReadOnlyList<ApprovedPlugin> next = await Approvals.PutInForceAsync(store, write, records, inForce, beside, cancellationToken);
                await migration.MoveAsync(
                    write, host.Catalog, CatalogWith(version, next), [.. version.Providers.Select(provider => provider.Descriptor.Id)], time.GetUtcNow(), cancellationToken);
                write.Record(new AuditEvent(action, "plugin", id, AuditResults.Ok, ("version", inForce.Version), ("digest", inForce.Content.Digest), ("before", before?.Version ?? "")));
                await write.CommitAsync(cancellationToken);
            }

            stored = true;
            PluginVersion? same = loaded.Exchange(version);
            await RefreshAsync(cancellationToken);
            if (same is not null)
                loaded.Retire(same);
        }
        catch
        {
            if (!stored)
                plugin.Dispose();
            throw;
        }
    }

    /// <summary>The catalogue as it will be: for telling which account goes from which version to which.</summary>
    private ProviderCatalog CatalogWith(PluginVersion inForce, IReadOnlyList<ApprovedPlugin> versions)
    {
        string id = inForce.Providers[0].PluginId;
        IEnumerable<CatalogProvider> others = host.Catalog.Providers.Where(provider => provider.PluginId != id);
        IEnumerable<CatalogProvider> older = versions.Where(version => version.State == ApprovalState.Beside).SelectMany(version => loaded.Open(version).Providers);
        return new ProviderCatalog(others.Concat(inForce.Providers).DistinctBy(provider => provider.Descriptor.Id), older);
    }

    private void RefuseCollision(string id, StoredDescriptors descriptors)
    {
        var collisions = new Collisions(host.BuiltIds, host.Built);
        foreach (PluginVersion other in picture.Current.Where(version => version.Providers.All(provider => provider.PluginId != id)))
            collisions.TryAdd(other.Providers[0].PluginId, other.Providers);
        PluginVersion offered = new(id, "0.0.0", "", descriptors, () => throw new InvalidOperationException("It is only compared."));
        if (collisions.TryAdd(id, offered.Providers) is { } problem)
            throw new ConflictException(problem + " Nothing was approved.");
    }

    private SeenPlugin Waiting(string id, string digest)
    {
        SeenPlugin[] seen = [.. folder.Seen.Where(found => found.Id == id)];
        if (new Collisions(host.BuiltIds, host.Built).ProblemOfId(id) is { } taken)
            throw new ConflictException(taken);
        if (seen.Length == 0 && !records.Of(id).Any())
            throw Missing(id);
        SeenPlugin found = Array.Find(seen, candidate => candidate.Digest == digest) ?? throw new ConflictException(
            $"What lies in the plugins directory is not what has this hash; it may have changed since it was shown. Look at it again: integration-host plugins show {id}");
        return found.Problem is null ? found : throw new ConflictException($"{found.Problem.Message} Nothing was approved.");
    }

    private ApprovedPlugin Approval(SeenPlugin found)
    {
        PluginInspection read = found.Inspection!;
        return new ApprovedPlugin
        {
            PluginId = read.Id,
            Version = read.Version!,
            ContractVersion = read.ContractVersion!,
            Content = read.Content,
            MainAssembly = read.MainAssembly,
            Ask = read.Ask!,
            Descriptors = "",
            Source = found.Source.Name,
            State = ApprovalState.Current,
            Rank = 0,
            ApprovedBy = ActingAs.Current.Id,
            ApprovedAt = time.GetUtcNow(),
        };
    }

    private string Restore(ApprovedPlugin target)
    {
        if (folder.Seen.FirstOrDefault(found => found.Digest == target.Content.Digest) is { } there)
            return there.Source.Name;

        // What lies in its place was never approved and goes: that is what going back means.
        string name = $"{target.PluginId}-{target.Version}";
        if (folder.Seen.FirstOrDefault(found => found.Source.Name == target.Source) is { } instead && records.Approved.All(version => version.Content.Digest != instead.Digest))
        {
            ContentStore.RemoveSource(instead.Source.Path);
            name = instead.Source.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? name : instead.Source.Name;
        }

        try
        {
            contents.Check(target.Content);
        }
        catch (PluginFault fault)
        {
            throw new ConflictException(fault.Message);
        }

        contents.WriteTo(target.Content, Path.Combine(store.Paths.PluginsDirectory, name));
        Look(DropLook.Thorough);
        return name;
    }

    private (PluginContent Content, PluginInspection Read) Inspect(string path)
    {
        if (!Path.IsPathFullyQualified(path) || !(Directory.Exists(path) || File.Exists(path)) || !PluginSource.IsMeant(path))
            throw new InvalidInputException("path", "Name a folder or a .zip on the host's machine by its full path.");
        try
        {
            PluginSource source = new(Path.TrimEndingDirectorySeparator(path));
            PluginContent content = contents.Take(source);
            PluginInspection read = PluginInspection.Read(contents.FolderOf(content.Digest), content, source.Name);
            string? problem = read.Problem?.Message ?? new Collisions(host.BuiltIds, host.Built).ProblemOfId(read.Id);
            return problem is null ? (content, read) : throw new ConflictException(problem + " Nothing was added.");
        }
        catch (PluginFault fault)
        {
            throw new ConflictException(fault.Message + " Nothing was added.");
        }
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

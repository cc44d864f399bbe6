using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

public sealed partial class DroppedPlugins
{
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
            // Approved are bytes, by their digest, and these lie in the host's own copy: a quick look tells what lies there now.
            await Task.Run(() => Look(DropLook.Quick), cancellationToken);
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
                await write.CommitAsync(CancellationToken.None);
            }

            if (!off)
            {
                // Switched on is also let out of quarantine.
                host.Restart(id);
                foreach (PluginVersion version in picture.Current.Where(version => version.Providers.Any(provider => provider.PluginId == id)))
                    version.Restart();
            }

            await RefreshAsync(CancellationToken.None);
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
                await RefreshAsync(CancellationToken.None);
                if (before is not null)
                    loaded.Retire(before);
                await store.Audit.RecordAsync(new AuditEvent(AuditActions.PluginReload, "plugin", id, AuditResults.Ok, ("version", approved.Version)), CancellationToken.None);
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
                await write.CommitAsync(CancellationToken.None);
            }

            foreach (SeenPlugin found in folder.Seen.Where(found => found.Id == id && digests.Contains(found.Digest)))
                ContentStore.RemoveSource(found.Source.Path);
            await Task.Run(() => Look(DropLook.Thorough), CancellationToken.None);
            await RefreshAsync(CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }
}

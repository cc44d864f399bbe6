using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Dropped;

public sealed partial class DroppedPlugins
{
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
            PluginVersion? same;
            await using (StoreWrite write = await store.BeginAsync(cancellationToken))
            {
                IReadOnlyList<ApprovedPlugin> next = await Approvals.PutInForceAsync(store, write, records, inForce, beside, cancellationToken);
                await migration.MoveAsync(
                    write, host.Catalog, CatalogWith(version, next), [.. version.Providers.Select(provider => provider.Descriptor.Id)], time.GetUtcNow(), cancellationToken);
                write.Record(new AuditEvent(action, "plugin", id, AuditResults.Ok, ("version", inForce.Version), ("digest", inForce.Content.Digest), ("before", before?.Version ?? "")));

                // From here on it is decided: who asked may go away, the store and what serves must not part. Runs that begin meanwhile wait.
                cancellationToken.ThrowIfCancellationRequested();
                using IDisposable change = host.BeginChange();
                await write.CommitAsync(CancellationToken.None);
                stored = true;
                same = loaded.Exchange(version);
                await RefreshAsync(CancellationToken.None);
            }

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
        foreach (ApprovedPlugin other in records.Approved.Where(version => version.State == ApprovalState.Current && version.PluginId != id))
            collisions.Reserve(other.PluginId, other.Ask);
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
}

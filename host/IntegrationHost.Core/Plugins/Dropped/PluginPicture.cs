namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>How all dropped-in plugins stand, from what was approved and what lies in the plugins directory.</summary>
internal sealed class PluginPicture
{
    private const string Tier = LoadedPlugins.Tier;

    private readonly List<PluginState> states = [];
    private readonly List<PluginVersion> current = [];
    private readonly List<PluginVersion> beside = [];
    private readonly List<(ApprovedPlugin Approved, string Found)> withdrawn = [];

    /// <summary>Each version that serves, or waits, or cannot.</summary>
    public IReadOnlyList<PluginState> States => states;

    /// <summary>The versions that serve everyone.</summary>
    public IReadOnlyList<PluginVersion> Current => current;

    /// <summary>The versions that serve the accounts that stay on them.</summary>
    public IReadOnlyList<PluginVersion> Beside => beside;

    /// <summary>Approved plugins that are out because something else lies in their place, and what lies there.</summary>
    public IReadOnlyList<(ApprovedPlugin Approved, string Found)> Withdrawn => withdrawn;

    public static PluginPicture Of(IReadOnlyList<SeenPlugin> seen, PluginRecords records, Collisions collisions, Func<ApprovedPlugin, PluginVersion> open)
    {
        PluginPicture picture = new();

        // Who was approved first keeps its providers, whatever the ids are.
        foreach (ApprovedPlugin approved in records.Approved.Where(version => version.State == ApprovalState.Current).OrderBy(version => version.Rank))
            collisions.Reserve(approved.PluginId, approved.Ask);
        ILookup<string, SeenPlugin> byId = seen.ToLookup(found => found.Id, StringComparer.Ordinal);
        IEnumerable<string> ids = records.Approved.Select(version => version.PluginId).Concat(byId.Select(group => group.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            SeenPlugin? instead = records.CurrentOf(id) is { } approved ? picture.AddApproved(approved, seen, records, collisions, open) : null;
            HashSet<string> known = [.. records.Of(id).Select(version => version.Content.Digest)];
            foreach (SeenPlugin found in byId[id].Where(found => found != instead && !known.Contains(found.Digest)).DistinctBy(found => found.Digest.Length > 0 ? found.Digest : found.Source.Name))
                picture.states.Add(Waiting(found, records, collisions));
        }

        return picture;
    }

    /// <summary>Adds that the plugins directory cannot be looked into.</summary>
    public void Add(string problem) => states.Add(new PluginState("plugins-directory", [], null, null, Tier, PluginStatus.Malfunctioned, problem, ""));

    /// <summary>The state of an approved version.</summary>
    public static PluginState State(ApprovedPlugin approved, PluginStatus status, string cause, PluginVersion? serving = null) => new(
        approved.PluginId, serving is null ? [] : [.. serving.Providers.Select(provider => provider.Descriptor.Id)], approved.Version, approved.ContractVersion, Tier, status, cause, approved.MainSha256)
    {
        Digest = approved.Content.Digest,
        Isolation = serving?.Isolation ?? "",
    };

    private static PluginState Waiting(SeenPlugin found, PluginRecords records, Collisions collisions)
    {
        PluginInspection? read = found.Inspection;
        ApprovedPlugin? before = records.CurrentOf(found.Id);
        string? collision = collisions.ProblemOf(found.Id, read?.Ask);
        (PluginStatus status, string cause) = collision is not null ? (PluginStatus.Superseded, collision)
            : found.Problem is { } problem ? (problem.Status, problem.Message)
            : records.Tampered.Contains(found.Id) && before is null ? (PluginStatus.Untrusted, $"Its approval was changed outside the host and does not count. Look at it, then approve it again: integration-host plugins approve {found.Id}.")
            : (PluginStatus.Untrusted, $"Nobody has approved it. See what it asks for, then approve it: integration-host plugins approve {found.Id}.");
        return new PluginState(found.Id, [], read?.Version, read?.ContractVersion, Tier, status, cause, read?.MainSha256 ?? "")
        {
            Digest = found.Digest.Length > 0 ? found.Digest : null,
            NeedsApproval = collision is null && found.Problem is null,
            Difference = before is not null && read is not null ? before.ChangesTo(read) : null,
        };
    }

    /// <returns>What lies in its place, if something else does.</returns>
    private SeenPlugin? AddApproved(ApprovedPlugin approved, IReadOnlyList<SeenPlugin> seen, PluginRecords records, Collisions collisions, Func<ApprovedPlugin, PluginVersion> open)
    {
        if (!seen.Any(found => found.Digest == approved.Content.Digest))
        {
            SeenPlugin? instead = seen.FirstOrDefault(found => found.Source.Name == approved.Source);
            states.Add(instead is null ? Gone(approved) : Changed(approved, instead));
            withdrawn.Add((approved, instead?.Digest ?? ""));
            return instead;
        }

        if (records.SwitchedOff.Contains(approved.PluginId))
        {
            states.Add(State(approved, PluginStatus.Disabled, $"An operator switched it off. Switch it on with: integration-host plugins enable {approved.PluginId}."));
            return null;
        }

        try
        {
            PluginVersion version = open(approved);
            if (collisions.TryAdd(approved.PluginId, version.Providers) is { } collision)
            {
                states.Add(State(approved, PluginStatus.Superseded, collision));
                return null;
            }

            current.Add(version);
            states.Add(State(approved, PluginStatus.Active, "", version));
            foreach (ApprovedPlugin older in records.Of(approved.PluginId).Where(older => older.State == ApprovalState.Beside))
                AddBeside(older, open);
        }
        catch (PluginFault fault)
        {
            states.Add(State(approved, fault.Status, fault.Message));
        }

        return null;
    }

    private void AddBeside(ApprovedPlugin older, Func<ApprovedPlugin, PluginVersion> open)
    {
        try
        {
            beside.Add(open(older));
        }
        catch (PluginFault fault)
        {
            states.Add(State(older, fault.Status, fault.Message));
        }
    }

    private static PluginState Gone(ApprovedPlugin approved) => State(
        approved, PluginStatus.Malfunctioned,
        $"{approved.Source} is gone from the plugins directory. Put it back, also from the host's own copy (integration-host plugins rollback {approved.PluginId}), or take its approval away: integration-host plugins remove {approved.PluginId}.");

    private static PluginState Changed(ApprovedPlugin approved, SeenPlugin instead)
    {
        PluginInspection? read = instead.Inspection;
        IReadOnlyList<PluginDifference>? difference = read is null ? null : approved.ChangesTo(read);
        string what = instead.Problem is { } problem
            ? $"{approved.Source} was changed since it was approved, and cannot be approved as it is: {problem.Message}"
            : $"{approved.Source} was changed since it was approved ({Count(difference!)}). Look at the difference, then approve it, or put back what was approved: integration-host plugins rollback {approved.PluginId}.";
        return new PluginState(approved.PluginId, [], read?.Version ?? approved.Version, read?.ContractVersion ?? approved.ContractVersion, Tier, PluginStatus.Untrusted, what, read?.MainSha256 ?? "")
        {
            Digest = instead.Digest.Length > 0 ? instead.Digest : null,
            NeedsApproval = instead.Problem is null && read!.Id == approved.PluginId,
            Difference = difference,
        };
    }

    private static string Count(IReadOnlyList<PluginDifference> differences)
    {
        int files = differences.Count(difference => difference.Part == "file");
        int asks = differences.Count - files;
        return $"{files} file(s){(asks > 0 ? $", {asks} thing(s) it asks for" : "")}";
    }
}

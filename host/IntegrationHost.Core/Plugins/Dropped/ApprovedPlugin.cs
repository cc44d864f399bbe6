using System.Text.Json;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>An approved version as it is remembered: its keyed hash held.</summary>
internal sealed record ApprovedPlugin
{
    public required string PluginId { get; init; }

    public required string Version { get; init; }

    public required string ContractVersion { get; init; }

    public required PluginContent Content { get; init; }

    public required string MainAssembly { get; init; }

    public required PluginAsk Ask { get; init; }

    public required string Descriptors { get; init; }

    public required string Source { get; init; }

    public required ApprovalState State { get; init; }

    public required long Rank { get; init; }

    public required string ApprovedBy { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    public string MainSha256 => Content.Files.FirstOrDefault(file => file.Path == MainAssembly)?.Sha256 ?? "";

    public static ApprovedPlugin Of(PluginApprovalRow row) => new()
    {
        PluginId = row.PluginId,
        Version = row.Version,
        ContractVersion = row.ContractVersion,
        Content = new PluginContent(row.Digest, JsonSerializer.Deserialize<List<ContentFile>>(row.Files)!),
        MainAssembly = row.MainAssembly,
        Ask = PluginAsk.Parse(row.Ask),
        Descriptors = row.Descriptors,
        Source = row.Source,
        State = row.State,
        Rank = row.Rank,
        ApprovedBy = row.ApprovedBy,
        ApprovedAt = row.ApprovedAt,
    };

    /// <summary>In what something that was found differs from this.</summary>
    public IReadOnlyList<PluginDifference> ChangesTo(PluginInspection found)
    {
        var changes = new List<PluginDifference>();
        if (found.Version is { } version && version != Version)
            changes.Add(new PluginDifference("version", PluginDifference.Changed, $"{Version} is now {version}"));
        if (found.ContractVersion is { } contract && contract != ContractVersion)
            changes.Add(new PluginDifference("contract", PluginDifference.Changed, $"{ContractVersion} is now {contract}"));
        if (found.Ask is { } ask)
            changes.AddRange(Ask.ChangesTo(ask));
        Dictionary<string, string> before = Content.Files.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        foreach (ContentFile file in found.Content.Files)
        {
            if (!before.Remove(file.Path, out string? hash))
                changes.Add(new PluginDifference("file", PluginDifference.Added, file.Path));
            else if (hash != file.Sha256)
                changes.Add(new PluginDifference("file", PluginDifference.Changed, $"{file.Path} ({hash[..12]} is now {file.Sha256[..12]})"));
        }

        changes.AddRange(before.Keys.Order(StringComparer.Ordinal).Select(path => new PluginDifference("file", PluginDifference.Removed, path)));
        return changes;
    }
}

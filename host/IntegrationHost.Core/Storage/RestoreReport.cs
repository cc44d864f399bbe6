namespace IntegrationHost.Core.Storage;

/// <summary>What a backup holds, after every part of it was checked.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Schema">Newest migration of its database.</param>
/// <param name="Slot">The slot that unlocked it.</param>
/// <param name="Content">What the examination found.</param>
/// <param name="Kept">Where the former database is kept; <c>null</c> if nothing was replaced.</param>
public sealed record RestoreReport(DateTimeOffset MadeAt, string Schema, string Slot, StoreReport Content, string? Kept)
{
    /// <summary>Approved plugins whose files are not in the plugins directory: a backup has their approvals and not their files.</summary>
    public IReadOnlyList<MissingPlugin> MissingPlugins { get; init; } = [];
}

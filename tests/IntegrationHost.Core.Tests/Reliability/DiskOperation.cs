namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>One thing that was asked of the disk, or one success that a caller was told of.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="Offset">Where to write; the size to cut to; for a deletion whether the directory is flushed.</param>
/// <param name="Data">What to write.</param>
/// <param name="What">Of what the caller was told.</param>
internal sealed record DiskOperation(string Path, DiskOperationKind Kind, long Offset, byte[]? Data, object? What);

internal enum DiskOperationKind
{
    Write,
    Truncate,
    Sync,
    Delete,
    Acknowledge,
}

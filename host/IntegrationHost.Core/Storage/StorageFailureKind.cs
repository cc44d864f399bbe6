namespace IntegrationHost.Core.Storage;

/// <summary>What a disk refused.</summary>
public enum StorageFailureKind
{
    /// <summary>No space is left, or a file may not grow.</summary>
    Full,

    /// <summary>It may not be written.</summary>
    ReadOnly,

    /// <summary>Reading, writing or flushing failed; what the pages hold is not known any more.</summary>
    InputOutput,

    /// <summary>The content is damaged.</summary>
    Corrupt,

    /// <summary>Another writer did not end in time.</summary>
    Busy,
}

using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>What the disk under a store refused, found in whatever exception came of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">For the caller: the reason and the next step. Holds no path and no value.</param>
/// <param name="MustSeal">Whether a flush failed: what the pages in memory hold is not what the disk holds, so that the store is sealed and read anew.</param>
public sealed record StorageFailure(StorageFailureKind Kind, string Message, bool MustSeal = false)
{
    // SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC.
    private const int FlushFailed = 1034, DirectoryFlushFailed = 1290;
    private const int Generic = 1, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    // The host asks for nothing that its own schema lacks. It comes as SQLITE_ERROR like any other wrong statement; SQLite's words alone tell it apart.
    private static readonly string[] Lacking = ["no such table", "no such column", "has no column named"];

    /// <summary>The failure behind an exception; <c>null</c> if the store's disk is not the cause.</summary>
    public static StorageFailure? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SqliteException sqlite && Of(IsLacking(sqlite) ? Corrupt : sqlite.SqliteErrorCode) is { } failure)
                return failure with { MustSeal = sqlite.SqliteExtendedErrorCode is FlushFailed or DirectoryFlushFailed };
            if (exception is StoreException { ExitCode: StoreException.InputOutput })
                return new(StorageFailureKind.Full, "The store's disk takes no more writes. Make space on it, then try again; nothing was changed.");
        }

        return null;
    }

    private static bool IsLacking(SqliteException exception) =>
        exception.SqliteErrorCode == Generic && Lacking.Any(words => exception.Message.Contains(words, StringComparison.Ordinal));

    private static StorageFailure? Of(int code) => code switch
    {
        Full => new(StorageFailureKind.Full, "The store's disk is full. Make space on it, then try again; nothing was changed."),
        ReadOnly or CannotOpen => new(StorageFailureKind.ReadOnly, "The store cannot be written: its disk, directory or file is read-only or gone. See 'integration-host doctor'; nothing was changed."),
        InputOutput => new(StorageFailureKind.InputOutput, "The store's disk failed. See the system's log, and restart the host before it is trusted again."),
        Corrupt or NotADatabase => new(StorageFailureKind.Corrupt, "The store's database is damaged. Stop the host and restore a backup."),
        Busy or Locked => new(StorageFailureKind.Busy, "The store is busy. Try again."),
        _ => null,
    };
}

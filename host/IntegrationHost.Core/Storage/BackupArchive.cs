using System.IO.Compression;

namespace IntegrationHost.Core.Storage;

/// <summary>A backup as a file: a zip of the database, the wrapped ring, the manifest and its MAC. Nothing in it unlocks anything.</summary>
internal static class BackupArchive
{
    public const string Database = "integration-host.db";
    public const string Ring = "keyring.json";
    public const string Manifest = "manifest.json";
    public const string Mac = "manifest.mac";

    private const int Parts = 4;
    private const int LargestSmallFile = 1024 * 1024;

    /// <summary>Writes an archive with mode 0600.</summary>
    public static async Task WriteAsync(string path, string database, byte[] ring, byte[] manifest, byte[] mac, CancellationToken cancellationToken)
    {
        await using FileStream file = PrivateFiles.Open(path, FileMode.CreateNew);
        await using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in new[] { (Manifest, manifest), (Mac, mac), (Ring, ring) })
            {
                await using Stream entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
                await entry.WriteAsync(content, cancellationToken);
            }

            await using Stream copy = await zip.CreateEntry(Database, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await using FileStream source = File.OpenRead(database);
            await source.CopyToAsync(copy, cancellationToken);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Unpacks an archive into a directory of one's own; names in it are not followed, four fixed ones are looked for.</summary>
    /// <exception cref="StoreException">It is no archive of ours, or damaged.</exception>
    public static async Task<BackupContent> ReadAsync(string path, string directory, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            await using ZipArchive zip = new(file, ZipArchiveMode.Read);

            // Of two entries with one name it would depend on the program which is meant.
            if (zip.Entries.Count != Parts)
                throw Damaged(path);

            string database = Path.Combine(directory, Database);
            await using (FileStream target = PrivateFiles.Open(database, FileMode.CreateNew))
            await using (Stream source = await Entry(zip, Database, path).OpenAsync(cancellationToken))
            {
                await source.CopyToAsync(target, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            return new BackupContent(
                database, await SmallAsync(zip, Ring, path, cancellationToken), await SmallAsync(zip, Manifest, path, cancellationToken), await SmallAsync(zip, Mac, path, cancellationToken));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup {path} cannot be read, or not unpacked to {directory}. Check the file, its mode and the disk's free space.", StoreException.InputOutput, exception);
        }
    }

    public static StoreException Damaged(string path, Exception? exception = null) =>
        new($"{path} is no backup of a store, or is damaged. Take another one.", StoreException.InputOutput, exception);

    private static async Task<byte[]> SmallAsync(ZipArchive zip, string name, string path, CancellationToken cancellationToken)
    {
        await using Stream source = await Entry(zip, name, path).OpenAsync(cancellationToken);

        // What an entry says of its length need not be so.
        byte[] bytes = new byte[LargestSmallFile + 1];
        int length = await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LargestSmallFile ? bytes[..length] : throw Damaged(path);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name, string path) =>
        zip.GetEntry(name) is { } entry && (name == Database || entry.Length <= LargestSmallFile) ? entry : throw Damaged(path);
}
